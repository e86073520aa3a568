// What only the request says about a report that a browser sent of its own accord.
// Source: shared spec "ingest", sections 3.14 and 3.15.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

bool is_security_report(const json::object& event) noexcept {
  for (const std::string_view kind : {"csp", "hpkp", "expectct", "expectstaple"}) {
    if (protocol::find_object(event, kind) != nullptr) return true;
  }
  return false;
}

bool is_network_report(const json::object& event) noexcept {
  const json::object* const contexts = protocol::find_object(event, "contexts");
  return contexts != nullptr && protocol::find_object(*contexts, "nel") != nullptr;
}

json::object& object_at(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  return value.is_object() ? value.get_object() : value.emplace_object();
}

bool has_header(const json::array& headers, std::string_view name) noexcept {
  return std::any_of(headers.begin(), headers.end(), [name](const json::value& header) {
    const json::array* const pair = header.if_array();
    const json::string* const text =
        pair != nullptr && !pair->empty() ? (*pair)[0].if_string() : nullptr;
    return text != nullptr && ascii::iequals(as_view(*text), name);
  });
}

void add_headers(json::object& event, ClientHints hints) {
  for (const std::string_view name : ClientHints::kNames) {
    const std::string_view text = *hints.find(name);
    if (text.empty()) continue;
    json::value& value = object_at(event, "request")["headers"];
    json::array& headers = value.is_array() ? value.get_array() : value.emplace_array();
    if (has_header(headers, name)) continue;
    headers.push_back(json::array({name, to_valid_utf8(text)}, event.storage()));
  }
}

}  // namespace

StepResult complete_report(Work& work) {
  const bool is_security = is_security_report(work.event);
  if (!is_security && !is_network_report(work.event)) return {};
  if (!work.context.client_ip.empty()) {
    object_at(work.event, "user")["ip_address"] = work.context.client_ip;
  }
  if (!is_security) return {};
  json::value& logger = work.event["logger"];
  if (logger.is_null()) logger = "csp";
  add_headers(work.event, work.context.hints);
  return {};
}

}  // namespace picket::domain::normalize
