import type { SyntaxSample } from "./sample.ts";

export const otherSamples: readonly SyntaxSample[] = [
  {
    languageId: "python",
    text: `import os

@cached
@other(1)
async def load():
    def inner():
        pass
    return inner


class Cart(Base):
    @property
    def total(self):
        return 1

double = lambda x: x * 2
if True:
    def late(): pass
`,
    symbols: ["load 2-8", "  inner 5-7", "Cart 10-14", "  total 11-14", "double 15-16", "late 17-18"],
    broken: "def f(:\n    return 1\n",
  },
  {
    languageId: "java",
    text: `package a;

@Service
public class Cart<T> {
  @Override
  public int total() {
    return 1;
  }
  Cart() {}
  record Line(int count) {
    Line {}
  }
  enum Kind { A, B }
  interface Shop { void open(); }
  @interface Marked {}
}
`,
    symbols: [
      "Cart 2-16",
      "  total 4-8",
      "  Cart 8-9",
      "  Line 9-12",
      "    Line 10-11",
      "  Kind 12-13",
      "  Shop 13-14",
      "    open 13-14",
      "  Marked 14-15",
    ],
    broken: "class A {\n  void f() {\n    if (true {\n  }\n}\n",
  },
  {
    languageId: "csharp",
    text: `namespace Shop
{
    [Serializable]
    public class Cart : Base
    {
        [Obsolete]
        public int Total { get; set; }
        public Cart() {}
        ~Cart() {}
        public int this[int i] => 1;
        public static Cart operator +(Cart a, Cart b) => a;
        public static implicit operator int(Cart a) => 1;
        public void Add()
        {
            void Local() {}
        }
    }
    public struct Line {}
    public record Person(string Name);
    public interface IShop { void Open(); }
    public enum Kind { A }
    public delegate void Handler();
}
`,
    symbols: [
      "Shop 0-23",
      "  Cart 2-17",
      "    Total 5-7",
      "    Cart 7-8",
      "    ~Cart 8-9",
      "    this 9-10",
      "    operator + 10-11",
      "    operator int 11-12",
      "    Add 12-16",
      "      Local 14-15",
      "  Line 17-18",
      "  Person 18-19",
      "  IShop 19-20",
      "    Open 19-20",
      "  Kind 20-21",
      "  Handler 21-22",
    ],
    broken: "class A {\n  void F( {\n  }\n}\n",
  },
  {
    languageId: "cpp",
    text: `#include <vector>
namespace shop {
template <typename T>
class Cart : public Base {
 public:
  Cart() : total_(0) {}
  ~Cart() {}
  int total() const { return total_; }
  bool operator==(const Cart& other) const { return true; }
 private:
  int total_;
};
}  // namespace shop

template <typename T>
int shop::Cart<T>::add(int a) {
  return a;
}
using Carts = std::vector<Cart<int>>;
enum class Kind { A };
const std::string& name(int a) { return a; }
#define TWICE(x) \\
  ((x) * 2)
extern "C" {
void plain() {}
}
struct Forward;
`,
    symbols: [
      "shop 1-13",
      "  Cart 2-12",
      "    Cart 5-6",
      "    ~Cart 6-7",
      "    total 7-8",
      "    operator== 8-9",
      "shop::Cart<T>::add 14-18",
      "Carts 18-19",
      "Kind 19-20",
      "name 20-21",
      "TWICE 21-23",
      "plain 24-25",
    ],
    broken: "int f() {\n  return (1;\n}\n",
  },
  {
    languageId: "c",
    text: `typedef struct {
  int a;
} Point;

struct Line {
  int b;
};
static char *
copy(const char *text)
{
  return (char *) text;
}
int (*find(int key))(void) {
  return 0;
}
`,
    symbols: ["Point 0-3", "Line 4-7", "copy 7-12", "find 12-15"],
    broken: "int f(void) {\n  return 1\n}\n",
  },
  {
    languageId: "go",
    text: `package shop

type (
	Cart struct {
		total int
	}
	Shop interface {
		Open()
	}
)

type Money = int
type Line struct {
	count int
}

func (c *Cart) Total() int {
	return c.total
}
func (l Line) Total() int { return 1 }
func New[T any]() *T { return nil }

var handle = func() {}
`,
    symbols: [
      "Cart 3-6",
      "Shop 6-9",
      "Money 11-12",
      "Line 12-15",
      "Cart.Total 16-19",
      "Line.Total 19-20",
      "New 20-21",
      "handle 22-23",
    ],
    broken: "package a\n\nfunc f( {\n\treturn\n}\n",
  },
  {
    languageId: "php",
    text: `<?php
namespace Shop;

#[Entity]
final class Cart extends Base
{
    #[Column]
    public function total(): int
    {
        return 1;
    }
}
trait Named {}
interface Shop {}
enum Kind: string
{
    case A = 'a';
    public function label() {}
}
function add($a) { return $a; }
$twice = fn ($x) => $x * 2;
`,
    symbols: [
      "Cart 3-12",
      "  total 6-11",
      "Named 12-13",
      "Shop 13-14",
      "Kind 14-19",
      "  label 17-18",
      "add 19-20",
      "$twice 20-21",
    ],
    broken: "<?php\nfunction f( {\n  return 1;\n}\n",
  },
  {
    languageId: "rust",
    text: `/// A cart.
#[derive(Debug)]
// Kept small.
#[repr(C)]
pub struct Cart<'a> {
    total: &'a u32,
}

impl<'a> Cart<'a> {
    #[inline]
    pub fn total(&self) -> u32 {
        *self.total
    }
}
impl fmt::Display for Cart<'_> {
    fn fmt(&self) {}
}
pub enum Kind { A }
pub trait Shop {
    fn open(&self);
}
mod tests {
    #[test]
    fn adds() {}
}
type Carts = Vec<u32>;
macro_rules! twice {
    ($x:expr) => { $x * 2 };
}
`,
    symbols: [
      "Cart 1-7",
      "Cart<'a> 8-14",
      "  total 9-13",
      "fmt::Display for Cart<'_> 14-17",
      "  fmt 15-16",
      "Kind 17-18",
      "Shop 18-21",
      "  open 19-20",
      "tests 21-25",
      "  adds 22-24",
      "Carts 25-26",
      "twice 26-29",
    ],
    broken: "fn f( {\n    1\n}\n",
  },
  {
    languageId: "ruby",
    text: `module Shop
  class Cart < Base
    def self.load
      new
    end

    def total=(value)
      @total = value
    end

    def +(other); end
  end
end
`,
    symbols: ["Shop 0-13", "  Cart 1-12", "    self.load 2-5", "    total= 6-9", "    + 10-11"],
    broken: "def f(\n  1\nend\n",
  },
  {
    languageId: "shellscript",
    text: "add() {\n  echo 1\n}\nfunction run {\n  add\n}\n",
    symbols: ["add 0-3", "run 3-6"],
    broken: "if true; then\n  echo 1\n",
  },
  {
    languageId: "css",
    text: "@media (min-width: 1px) {\n  a,\n  b:hover {\n    color: red;\n  }\n}\n.c {}\n@keyframes spin { from {} }\n",
    symbols: ["@media (min-width: 1px) 0-6", "  a, b:hover 1-5", ".c 6-7", "@keyframes spin 7-8"],
    broken: ".a {\n  color: red;\n",
  },
];
