#include "domain/grouping/frame_parts.h"

namespace picket::domain::grouping {
namespace {

/// The name that is hashed, or empty. Reading the frame has trimmed it.
std::string_view pick_name(const Frame& frame) noexcept {
  const std::string_view name = frame.function.value_or(std::string_view{});
  const std::string_view raw = frame.raw_function.value_or(std::string_view{});
  if (frame.platform == "csharp") return raw.empty() ? name : raw;
  return name.empty() ? raw : name;
}

std::size_t count_digits_before(std::string_view text, std::size_t end) noexcept {
  std::size_t count = 0;
  while (count < end && text[end - count - 1] >= '0' && text[end - count - 1] <= '9') ++count;
  return count;
}

/// Rails names a compiled template `..._erb__123456_7890`, with numbers of the process.
std::string_view without_erb_suffix(std::string_view name) noexcept {
  constexpr std::size_t kFewestDigits = 4;
  const std::size_t second = count_digits_before(name, name.size());
  if (second < kFewestDigits) return name;
  std::size_t end = name.size() - second;
  if (end == 0 || name[end - 1] != '_') return name;
  --end;
  const std::size_t first = count_digits_before(name, end);
  if (first < kFewestDigits) return name;
  end -= first;
  return name.substr(0, end).ends_with("__") ? name.substr(0, end - 2) : name;
}

void apply_ruby(Component& part) noexcept {
  if (part.value.starts_with("block ")) {
    part.rewrite("block", "ruby block");
    return;
  }
  const std::string_view name = without_erb_suffix(part.value);
  if (name != part.value) part.rewrite(name, "removed generated erb template suffix");
}

void apply_php(Component& part) noexcept {
  constexpr std::string_view kClass = "class@anonymous";
  constexpr std::string_view kClassWithPath{"class@anonymous\0", 16};
  if (part.value.starts_with("[Anonymous") || part.value.starts_with(kClassWithPath)) {
    part.ignore("ignored anonymous function");
  }
  if (!part.value.starts_with(kClass)) return;
  const std::size_t at = part.value.rfind("::");
  if (at != std::string_view::npos) {
    part.rewrite(part.value.substr(at + 2), "anonymous class method");
  }
}

void apply_javascript(Component& part, const Frame& frame, const Component* line) noexcept {
  const std::string_view last = part.value.substr(part.value.rfind('.') + 1);
  if (last != part.value) part.rewrite(last, "trimmed javascript function");
  // A source map gives lines reliably and names less so.
  if (frame.source_mapped && line != nullptr && line->contributes) {
    part.ignore("ignored because sourcemap used and context line available");
  }
}

}  // namespace

Component function_part(const Frame& frame, const Component* context_line) {
  const std::string_view name = pick_name(frame);
  if (name.empty()) return {.id = ComponentId::function};

  Component part = leaf(ComponentId::function, name);
  if (frame.platform == "ruby") {
    apply_ruby(part);
  } else if (frame.platform == "php") {
    apply_php(part);
  } else if (frame.platform == "java") {
    if (name.starts_with("lambda$")) part.ignore("ignored lambda function");
  } else if (frame.family == Family::native) {
    if (name == "<redacted>" || name == "<unknown>") part.ignore("ignored unknown function");
  } else if (frame.family == Family::javascript) {
    apply_javascript(part, frame, context_line);
  }
  return part;
}

}  // namespace picket::domain::grouping
