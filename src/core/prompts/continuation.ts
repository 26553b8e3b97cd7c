/** Asks the model to go on with an answer that was cut off. Never shown as a question. */
export const continuationText =
  "Your last answer was cut off. Go on with it exactly where its text stops, even in the middle of a word or of code. " +
  "Repeat nothing, introduce nothing, and open no code block that is open already.";
