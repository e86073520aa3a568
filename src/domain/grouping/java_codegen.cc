#include "domain/grouping/java_codegen.h"

#include <algorithm>
#include <cstddef>

namespace picket::domain::grouping {
namespace {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_word(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Reads a text from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : text_(text) {}

  bool skip(std::string_view expected) noexcept {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  std::size_t skip_while(bool (*accepts)(char) noexcept) noexcept {
    const std::size_t before = at_;
    while (at_ < text_.size() && accepts(text_[at_])) ++at_;
    return at_ - before;
  }
  /// `_` and digits, or nothing.
  void skip_number() noexcept {
    const std::size_t before = at_;
    if (!skip("_") || skip_while(is_digit) == 0) at_ = before;
  }
  /// `$` or `$$`.
  bool skip_dollars() noexcept { return skip("$$") || skip("$"); }
  std::size_t at() const noexcept { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// What a marker matched at the start of a text: `keep` bytes stay, the rest becomes `<auto>`.
struct Match {
  std::size_t keep = 0;
  std::size_t size = 0;  ///< 0: no match.
};

using Matcher = Match (*)(std::string_view) noexcept;

constexpr std::string_view kReflection = "sun.reflect.Generated";

Match reflection_constructor(std::string_view text) noexcept {
  Cursor c(text);
  if (!c.skip(kReflection)) return {};
  c.skip("Serialization");
  if (!c.skip("ConstructorAccessor")) return {};
  const std::size_t keep = c.at();
  return c.skip_while(is_digit) > 0 ? Match{keep, c.at()} : Match{};
}

Match cglib(std::string_view text) noexcept {
  constexpr std::string_view kMark = "CGLIB";
  Cursor c(text);
  if (!c.skip("$$")) return {};
  // The name cannot hold a `$`, so it ends where the mark must end.
  if (c.skip_while(is_word) <= kMark.size()) return {};
  if (!text.substr(0, c.at()).ends_with(kMark) || !c.skip("$$")) return {};
  const std::size_t keep = c.at();
  if (c.skip_while(is_hex) == 0) return {};
  c.skip_number();
  return {keep, c.at()};
}

Match javassist(std::string_view text) noexcept {
  Cursor c(text);
  if (!c.skip("$$_javassist")) return {};
  const std::size_t keep = c.at();
  c.skip("_seam");
  c.skip_number();
  return {keep, c.at()};
}

Match clojure(std::string_view text) noexcept {
  Cursor c(text);
  if (!c.skip("$fn__")) return {};
  const std::size_t keep = c.at();
  return c.skip_while(is_digit) > 0 ? Match{keep, c.at()} : Match{};
}

Match generated_by(std::string_view text, std::string_view tool) noexcept {
  Cursor c(text);
  if (!c.skip_dollars() || !c.skip(tool)) return {};
  if (c.skip_while(is_word) == 0 || !c.skip_dollars()) return {};
  const std::size_t keep = c.at();
  if (c.skip_while(is_hex) == 0) return {};
  c.skip_number();
  return {keep, c.at()};
}

Match enhancer(std::string_view text) noexcept {
  return generated_by(text, "EnhancerBy");
}
Match fast_class(std::string_view text) noexcept {
  return generated_by(text, "FastClassBy");
}

Match hibernate(std::string_view text) noexcept {
  Cursor c(text);
  if (!c.skip_dollars() || !c.skip("HibernateProxy") || !c.skip_dollars()) return {};
  const std::size_t keep = c.at();
  return c.skip_while(is_word) > 0 ? Match{keep, c.at()} : Match{};
}

struct Marker {
  std::string_view start;  ///< What all that it matches begins with.
  Matcher matcher;
};

constexpr Marker kJavassist{"$$_javassist", javassist};
/// In the order in which they apply.
constexpr Marker kMarkers[] = {
    {kReflection, reflection_constructor},
    {"$$", cglib},
    kJavassist,
    {"$fn__", clojure},
    {"$", enhancer},
    {"$", fast_class},
    {"$", hibernate},
};

std::string replace_all(std::string_view text, const Marker& marker) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = std::min(text.find(marker.start, i), text.size());
    out += text.substr(i, start - i);
    i = start;
    if (i == text.size()) break;
    const Match match = marker.matcher(text.substr(i));
    if (match.size == 0) {
      out += text[i++];
    } else {
      out += text.substr(i, match.keep);
      out += "<auto>";
      i += match.size;
    }
  }
  return out;
}

}  // namespace

std::string_view reflection_accessor(std::string_view module) noexcept {
  for (std::string_view prefix :
       {"sun.reflect.GeneratedMethodAccessor", "jdk.internal.reflect.GeneratedMethodAccessor"}) {
    if (module.starts_with(prefix)) return prefix;
  }
  return {};
}

std::string clean_java_module(std::string_view module) {
  std::string text(module);
  // Nearly every module holds no marker, many a `$`.
  for (const Marker& marker : kMarkers) {
    if (text.find(marker.start) != std::string::npos) text = replace_all(text, marker);
  }
  return text;
}

std::string clean_javassist(std::string_view text) {
  return replace_all(text, kJavassist);
}

}  // namespace picket::domain::grouping
