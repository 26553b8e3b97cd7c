import type { SyntaxSample } from "./sample.ts";

const script = `// Adds.
export default function add(a, b) {
  const inner = () => a;
  return inner() + b;
}

export class Cart extends Base {
  #total = 0;
  onAdd = async (item) => {
    this.items.push(item);
  };

  static async load() {}
  get total() {
    return this.#total;
  }
}

export const format = function (value) {
  return value;
};
const a = 1,
  b = () => 2;
const Button = memo((props) => {
  const clicked = useCallback(() => {});
  return null;
});
exports.run = () => {};
Cart.prototype.clear = function () {};
const routes = {
  list: () => [],
  "find-one"() {},
};
function* ids() {}
`;

const scriptSymbols = [
  "add 1-5",
  "  inner 2-3",
  "Cart 6-17",
  "  onAdd 8-11",
  "  load 12-13",
  "  total 13-16",
  "format 18-21",
  "b 22-23",
  "Button 23-27",
  "exports.run 27-28",
  "Cart.prototype.clear 28-29",
  "routes 29-33",
  "  list 30-31",
  "  find-one 31-32",
  "ids 33-34",
];

const typed = `@Component({
  selector: "app",
})
// The page.
export abstract class Page<T> implements OnInit {
  @Input()
  set value(value: T) {}

  @HostListener("click") // every one
  @Other
  async onClick(): Promise<void> {}

  abstract draw(): void;
  constructor(private readonly a: string) {
    super();
  }
}

export interface Item {
  run(): void;
}
export type Items = readonly Item[];
export const enum Kind {
  A,
}
declare namespace Outer.Inner {
  function declared(): void;
}
declare module "other" {
  class Deep {}
}
export const identity = <T,>(value: T): T => value;
function over(a: string): void;
function over(a: unknown): void {}
`;

const typedSymbols = [
  "Page 0-17",
  "  value 5-7",
  "  onClick 8-11",
  "  draw 12-13",
  "  constructor 13-16",
  "Item 18-21",
  "  run 19-20",
  "Items 21-22",
  "Kind 22-25",
  "Outer.Inner 25-28",
  "  declared 26-27",
  "other 28-31",
  "  Deep 29-30",
  "identity 31-32",
  "over 32-33",
  "over 33-34",
];

export const scriptSamples: readonly SyntaxSample[] = [
  { languageId: "javascript", text: script, symbols: scriptSymbols, broken: "function f( {\n  return 1;\n}\n" },
  {
    languageId: "javascriptreact",
    text: "export function App() {\n  return (\n    <p>Hi</p>\n  );\n}\n",
    symbols: ["App 0-5"],
    broken: "const a = <p>Hi</q;\n",
  },
  { languageId: "typescript", text: typed, symbols: typedSymbols, broken: "interface A {\n  a: string\n" },
  {
    languageId: "typescriptreact",
    text: "export const App: FC<Props> = ({ a }: Props) => (\n  <p>{a}</p>\n);\n",
    symbols: ["App 0-3"],
    broken: "const App = () => (\n  <p>{a}</p>;\n",
  },
];
