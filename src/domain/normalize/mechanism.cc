// Names of errors and signals that an SDK only gave the numbers of. Source: shared spec "ingest",
// section 3.3 (mechanism).
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "domain/normalize/lookup.h"
#include "domain/normalize/os_names.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), ascii::to_lower);
  return out;
}

/// By the SDK of the debug images, else the context `os`.
OsFamily family_of(json::object& event) {
  if (const json::object* const debug = protocol::find_object(event, "debug_meta")) {
    const json::object* const sdk = protocol::find_object(*debug, "sdk_info");
    const std::string_view name =
        sdk != nullptr ? protocol::find_string(*sdk, "sdk_name") : std::string_view();
    if (!name.empty()) return os_family(lower(name));
  }
  const json::object* const os = context_at(event, "os");
  return os != nullptr ? os_family(lower(protocol::find_string(*os, "name"))) : OsFamily::unknown;
}

std::optional<std::int64_t> number_at(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  const std::int64_t* const number = value != nullptr ? value->if_int64() : nullptr;
  return number != nullptr ? std::optional(*number) : std::nullopt;
}

/// Only where there is no name, and no error about one.
void set_name(json::object& object, std::string_view key, std::string_view name) {
  if (!name.empty() && !object.contains(key)) object.emplace(key, name);
}

void set_names(json::object& meta, OsFamily os) {
  if (json::object* const error = object_at(meta, "errno")) {
    if (const auto number = number_at(*error, "number")) {
      set_name(*error, "name", errno_name(os, *number));
    }
  }
  if (json::object* const signal = object_at(meta, "signal")) {
    if (const auto number = number_at(*signal, "number")) {
      set_name(*signal, "name", signal_name(os, *number));
      if (const auto code = number_at(*signal, "code")) {
        set_name(*signal, "code_name", signal_code_name(os, *number, *code));
      }
    }
  }
  if (json::object* const mach = object_at(meta, "mach_exception")) {
    if (const auto exception = number_at(*mach, "exception")) {
      set_name(*mach, "name", mach_exception_name(*exception));
    }
  }
}

}  // namespace

StepResult name_mechanisms(Work& work) {
  json::object* const list = object_at(work.event, "exception");
  json::array* const values = list != nullptr ? array_at(*list, "values") : nullptr;
  if (values == nullptr) return {};
  std::optional<OsFamily> os;
  for (json::value& value : *values) {
    json::object* const exception = value.if_object();
    json::object* const mechanism =
        exception != nullptr ? object_at(*exception, "mechanism") : nullptr;
    json::object* const meta = mechanism != nullptr ? object_at(*mechanism, "meta") : nullptr;
    if (meta == nullptr) continue;
    if (!os) os = family_of(work.event);
    set_names(*meta, *os);
  }
  return {};
}

}  // namespace picket::domain::normalize
