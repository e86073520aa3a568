// The grammar of selector.h by recursive descent.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/scrub/selector.h"

namespace picket::domain::scrub {
namespace {

using Kind = PathItem::Kind;
using Parsed = Result<Selector, std::string>;
using ParsedItem = Result<PathItem, std::string>;

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_key_char(char c) noexcept {
  return is_letter(c) || is_digit(c) || c == '-';
}
bool is_type_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || c == '_';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), rest_(text) {}

  Parsed run() {
    if (text_.size() > kMaxSelectorBytes) {
      return unexpected(fmt::format("selector longer than {} bytes", kMaxSelectorBytes));
    }
    Parsed selector = any(0);
    if (selector && !at_end()) return syntax_error();
    return selector;
  }

 private:
  unexpected<std::string> syntax_error() const {
    return unexpected(fmt::format("invalid syntax near \"{}\"", text_));
  }

  void skip_blanks() noexcept {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool at_end() noexcept {
    skip_blanks();
    return rest_.empty();
  }
  bool take(std::string_view token) noexcept {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  template <class Is>
  std::string_view take_while(Is is) noexcept {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  Parsed any(std::size_t depth) { return joined(depth, &Parser::all, "||", "|", &any_of); }
  Parsed all(std::size_t depth) { return joined(depth, &Parser::term, "&&", "&", &all_of); }

  Parsed joined(std::size_t depth, Parsed (Parser::*operand)(std::size_t),
                std::string_view operation, std::string_view short_form,
                Selector (*join)(std::vector<Selector>)) {
    std::vector<Selector> parts;
    do {
      Parsed part = (this->*operand)(depth);
      if (!part) return part;
      parts.push_back(*std::move(part));
    } while (take(operation) || take(short_form));
    if (parts.size() == 1) return std::move(parts.front());
    return join(std::move(parts));
  }

  Parsed term(std::size_t depth) {
    if (take("!") || take("~")) {
      Parsed part = group_or_path(depth);
      if (!part) return part;
      return none_of(*std::move(part));
    }
    return group_or_path(depth);
  }

  Parsed group_or_path(std::size_t depth) {
    if (!take("(")) return path();
    if (depth == kMaxSelectorDepth) {
      return unexpected(fmt::format("more than {} levels of parentheses", kMaxSelectorDepth));
    }
    Parsed inner = any(depth + 1);
    if (inner && !take(")")) return syntax_error();
    return inner;
  }

  Parsed path() {
    Selector selector;
    bool is_deep = false;
    do {
      ParsedItem item = path_item();
      if (!item) return unexpected(std::move(item.error()));
      if (item->kind == Kind::any_depth && std::exchange(is_deep, true)) {
        return unexpected(std::string("deep wildcard used more than once"));
      }
      selector.items.push_back(*std::move(item));
    } while (take("."));
    if (selector.items.size() == 1 && selector.items.front().kind == Kind::any) {
      return unexpected(std::string("wildcard must be part of a path"));
    }
    return selector;
  }

  ParsedItem path_item() {
    if (take("**")) return PathItem{.kind = Kind::any_depth};
    if (take("*")) return PathItem{.kind = Kind::any};
    if (take("$")) return type_item();
    if (take("'")) return quoted_key();
    if (rest_.empty()) return syntax_error();
    if (is_digit(rest_.front())) {
      const auto index = ascii::parse_uint<std::size_t>(take_while(is_digit));
      if (!index) return unexpected(std::string("invalid index"));
      return PathItem{.kind = Kind::index, .index = *index};
    }
    if (!is_letter(rest_.front())) return syntax_error();
    return PathItem{.kind = Kind::key, .key = std::string(take_while(is_key_char))};
  }

  ParsedItem type_item() {
    const std::string_view name = take_while(is_type_char);
    if (name.empty()) return syntax_error();
    const auto type = parse_value_type(name);
    if (!type) return unexpected(fmt::format("unknown type \"${}\"", name));
    return PathItem{.kind = Kind::type, .type = *type};
  }

  /// Behind the first quote; two quotes are one of the key.
  ParsedItem quoted_key() {
    std::string key;
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\'') {
        if (!rest_.starts_with('\'')) {
          if (key.empty()) return syntax_error();
          return PathItem{.kind = Kind::key, .key = std::move(key)};
        }
        rest_.remove_prefix(1);
      }
      key += c;
    }
    return syntax_error();
  }

  std::string_view text_;
  std::string_view rest_;
};

}  // namespace

Result<Selector, std::string> parse_selector(std::string_view text) {
  return Parser(text).run();
}

Result<Selector, std::string> parse_selector_or_word(std::string_view text) {
  if (text == "freeform" || text == "email" || text == "sensitive" || text == "text") {
    return type_selector(ValueType::string);
  }
  if (text == "databag" || text == "container") return type_selector(ValueType::object);
  return parse_selector(text);
}

}  // namespace picket::domain::scrub
