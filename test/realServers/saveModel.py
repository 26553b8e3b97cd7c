"""Saves the model of a GGUF file as a folder that `transformers serve` opens: saveModel.py <file.gguf> <folder>."""

import sys
from pathlib import Path

from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

source, folder = Path(sys.argv[1]), Path(sys.argv[2])
# Only a model whose weights are dense again can be saved.
dense = GgufConfig(dequantize=True)
model = AutoModelForCausalLM.from_pretrained(source.parent, gguf_file=source.name, quantization_config=dense)
AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name).save_pretrained(folder)
model.save_pretrained(folder)
