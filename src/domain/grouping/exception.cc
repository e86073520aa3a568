#include "domain/grouping/exception.h"

#include <array>
#include <charconv>
#include <string>

#include "domain/grouping/json_read.h"
#include "domain/grouping/message_text.h"
#include "domain/grouping/stacktrace.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

Component type_component(const Exception& exception) {
  const std::string_view type = exception.type.value_or(std::string_view{});
  if (type.empty()) return {.id = ComponentId::type};
  Component component = leaf(ComponentId::type, type);
  if (exception.synthetic) component.ignore("ignored because exception is synthetic");
  return component;
}

template <class Number>
std::string_view decimal(Number number, Arena& arena) {
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
  return error == std::errc{} ? arena.copy(digits) : std::string_view("None");
}

/// As Python prints it, since that is what was hashed first. Lists and objects count as missing.
std::string_view python_text(const json::object& from, std::string_view key, Arena& arena) {
  const json::value* const value = from.if_contains(key);
  if (value == nullptr) return "None";
  if (const auto text = as_text(*value)) return *text;
  if (const bool* flag = value->if_bool()) return *flag ? "True" : "False";
  if (const std::int64_t* number = value->if_int64()) return decimal(*number, arena);
  if (const std::uint64_t* number = value->if_uint64()) return decimal(*number, arena);
  if (const double* number = value->if_double()) {
    const std::string_view text = decimal(*number, arena);
    const bool whole = text.find_first_not_of("-0123456789") == std::string_view::npos;
    return whole ? arena.copy(std::string(text) + ".0") : text;
  }
  return "None";
}

Component ns_error_component(const json::object& from, Arena& arena) {
  const std::span<Component> parts = arena.make<Component>(2);
  parts[0] = leaf(ComponentId::domain, python_text(from, "domain", arena));
  parts[1] = leaf(ComponentId::code, python_text(from, "code", arena));
  return branch(ComponentId::ns_error, parts);
}

struct Parts {
  Component type;
  Component value;
  const Component* ns_error;  ///< Null when there is none.
};

Component join(const Parts& parts, const Component& stacktrace, const Config& config,
               Arena& arena) {
  Component value = parts.value;
  if (value.has_value && stacktrace.contributes) {
    value.ignore("ignored because stacktrace takes precedence");
  } else if (value.has_value && parts.ns_error != nullptr && parts.ns_error->contributes) {
    value.ignore("ignored because ns-error info takes precedence");
  }

  const bool with_ns_error = parts.ns_error != nullptr;
  const std::span<Component> children = arena.make<Component>(with_ns_error ? 4 : 3);
  std::size_t at = 0;
  if (config.stacktrace_first) {
    children[at++] = stacktrace;
    children[at++] = parts.type;
    if (with_ns_error) children[at++] = *parts.ns_error;
    children[at] = value;
  } else {
    children[at++] = parts.type;
    children[at++] = value;
    if (with_ns_error) children[at++] = *parts.ns_error;
    children[at] = stacktrace;
  }
  return branch(ComponentId::exception, children);
}

}  // namespace

ByVariant exception_components(const Exception& exception, const Config& config, Values values,
                               Arena& arena) {
  Component ns_error;
  if (exception.ns_error != nullptr) ns_error = ns_error_component(*exception.ns_error, arena);
  Parts parts{.type = type_component(exception),
              .value = {.id = ComponentId::value},
              .ns_error = exception.ns_error != nullptr ? &ns_error : nullptr};

  StacktraceComponents stacktrace{{.id = ComponentId::stacktrace}, {.id = ComponentId::stacktrace}};
  const bool has_frames = !exception.stacktrace.frames.empty();
  if (has_frames) stacktrace = stacktrace_components(exception.stacktrace, config, arena);
  const bool counts = !stacktrace.app.contributes || !stacktrace.system.contributes;
  if (exception.value && (counts || values == Values::all)) {
    parts.value = text_component(ComponentId::value, *exception.value, arena);
  }

  ByVariant components{.app = join(parts, stacktrace.app, config, arena)};
  if (has_frames) components.system = join(parts, stacktrace.system, config, arena);
  return components;
}

}  // namespace picket::domain::grouping
