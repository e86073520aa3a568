// Attributes of contexts that follow from others. Source: shared spec "ingest", section 3.11.
#include <string>
#include <string_view>

#include "domain/normalize/http_message.h"
#include "domain/normalize/raw_description.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

void set_if_absent(json::object& context, std::string_view key, const std::string& value) {
  if (value.empty() || !protocol::find_string(context, key).empty()) return;
  context[key] = value;
}

bool lacks_name_and_version(const json::object& context) noexcept {
  return protocol::find_string(context, "name").empty() &&
         protocol::find_string(context, "version").empty();
}

void describe_os(json::object& os) {
  if (!lacks_name_and_version(os)) return;
  const auto found = parse_os_description(protocol::find_string(os, "raw_description"));
  if (!found) return;
  set_if_absent(os, "name", found->name);
  set_if_absent(os, "version", found->version);
  set_if_absent(os, "build", found->build);
  set_if_absent(os, "kernel_version", found->kernel_version);
}

void describe_runtime(json::object& runtime) {
  if (lacks_name_and_version(runtime)) {
    const auto found = parse_runtime_description(protocol::find_string(runtime, "raw_description"));
    if (found) {
      set_if_absent(runtime, "name", found->name);
      set_if_absent(runtime, "version", found->version);
    }
  }
  if (!protocol::find_string(runtime, "name").starts_with(".NET Framework")) return;
  const std::string_view version = framework_version(protocol::find_string(runtime, "build"));
  if (!version.empty()) runtime["version"] = version;
}

/// `os.os`, `runtime.runtime`, `browser.browser`: name and version in one.
void join_name(json::object& context, const std::string& key) {
  const std::string_view name = protocol::find_string(context, "name");
  const std::string_view version = protocol::find_string(context, "version");
  if (context.contains(key) || name.empty() || version.empty()) return;
  std::string both(name);
  (both += ' ') += version;
  context[key] = both;
}

}  // namespace

StepResult normalize_contexts(Work& work) {
  json::value* const value = work.event.if_contains("contexts");
  if (value == nullptr || !value->is_object()) return {};
  const Path root;
  const Path path(root, "contexts");
  for (json::key_value_pair& member : value->get_object()) {
    json::object* const context = member.value().if_object();
    if (context == nullptr) continue;
    const std::string type(protocol::find_string(*context, "type"));
    if (type == "trace" && !context->contains("status")) (*context)["status"] = "unknown";
    if (type == "os") describe_os(*context);
    if (type == "runtime") describe_runtime(*context);
    if (type == "response") {
      const Path at(path, member.key());
      infer_body(*context, Bodies::json, at, work.meta);
      take_cookies(*context, "set-cookie", at, work.meta);
    }
    if (type == "os" || type == "runtime" || type == "browser") join_name(*context, type);
  }
  return {};
}

}  // namespace picket::domain::normalize
