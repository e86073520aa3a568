// Failed checks of certificates: public key pinning, certificate transparency, stapled OCSP.
// Source: shared spec "ingest", section 3.14.
#include <string>
#include <string_view>
#include <utility>

#include "domain/report/kinds.h"
#include "domain/report/reader.h"
#include "protocol/json.h"

namespace picket::domain::report {
namespace {

namespace json = boost::json;

/// What all of them have.
void read_connection(Reader& reader) {
  reader.date("date_time", {"date-time"});
  reader.require(reader.text("hostname", {"hostname"}));
  reader.integer("port", {"port"});
  reader.date("effective_expiration_date", {"effective-expiration-date"});
  reader.texts("served_certificate_chain", {"served-certificate-chain"});
  reader.texts("validated_certificate_chain", {"validated-certificate-chain"});
}

/// "443" or "false"; empty for what is not there.
std::string as_text(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(protocol::find_string(object, key));
  std::string text;
  protocol::write_json(*value, text);
  return text;
}

void add_tag(json::array& tags, std::string_view name, const json::object& from,
             std::string_view key) {
  const std::string text = as_text(from, key);
  if (!text.empty()) tags.push_back(json::array({name, text}, tags.storage()));
}

/// The event about a host; `details` becomes its attribute `type`.
json::array& fill_event(json::object& event, std::string_view type, const std::string& sentence,
                        json::object details) {
  const std::string hostname(protocol::find_string(details, "hostname"));
  event["type"] = type;
  event["logentry"] =
      json::object({{"formatted", sentence + " '" + hostname + "'"}}, event.storage());
  event["request"] = json::object({{"url", hostname}}, event.storage());
  json::array tags(event.storage());
  add_tag(tags, "hostname", details, "hostname");
  add_tag(tags, "port", details, "port");
  event[type] = std::move(details);
  return (event["tags"] = std::move(tags)).get_array();
}

bool read_timestamp(json::object& entry, json::object& out) {
  Reader reader(entry, out);
  reader.integer("version", {"version"});
  reader.choice("status", {"status"}, {"unknown", "valid", "invalid"});
  reader.choice("source", {"source"}, {"tls-extension", "ocsp", "embedded"});
  reader.text("serialized_sct", {"serialized_sct"});
  return reader.valid();
}

/// Signed certificate timestamps, each by its members. False when one is something else.
bool read_timestamps(json::object& report) {
  json::value* const list = report.if_contains("scts");
  if (list == nullptr || list->is_null()) return true;
  if (!list->is_array()) return false;
  for (json::value& entry : list->get_array()) {
    if (!entry.is_object()) return false;
    json::object read(report.storage());
    if (!read_timestamp(entry.get_object(), read)) return false;
    entry = std::move(read);
  }
  return true;
}

}  // namespace

bool fill_hpkp(json::object& report, json::object& event) {
  json::object details(event.storage());
  Reader reader(report, details);
  read_connection(reader);
  reader.boolean("include_subdomains", {"include-subdomains"});
  reader.text("noted_hostname", {"noted-hostname"});
  reader.require(reader.texts("known_pins", {"known-pins"}));
  reader.rest();
  if (!reader.valid()) return false;
  json::array& tags =
      fill_event(event, "hpkp", "Public key pinning validation failed for", std::move(details));
  add_tag(tags, "include-subdomains", event.at("hpkp").get_object(), "include_subdomains");
  return true;
}

bool fill_expect_ct(json::object& report, json::object& event) {
  if (!read_timestamps(report)) return false;
  json::object details(event.storage());
  Reader reader(report, details);
  read_connection(reader);
  reader.text("scheme", {"scheme"});
  reader.any("scts", {"scts"});
  reader.text("failure_mode", {"failure-mode"});
  reader.boolean("test_report", {"test-report"});
  if (!reader.valid()) return false;
  event["culprit"] = protocol::find_string(details, "hostname");
  fill_event(event, "expectct", "Expect-CT failed for", std::move(details));
  return true;
}

bool fill_expect_staple(json::object& report, json::object& event) {
  json::object details(event.storage());
  Reader reader(report, details);
  read_connection(reader);
  reader.choice("response_status", {"response-status"},
                {"MISSING", "PROVIDED", "ERROR_RESPONSE", "BAD_PRODUCED_AT", "NO_MATCHING_RESPONSE",
                 "INVALID_DATE", "PARSE_RESPONSE_ERROR", "PARSE_RESPONSE_DATA_ERROR"});
  reader.any("ocsp_response", {"ocsp-response"});
  reader.choice("cert_status", {"cert-status"}, {"GOOD", "REVOKED", "UNKNOWN"});
  if (!reader.valid()) return false;
  event["culprit"] = protocol::find_string(details, "hostname");
  json::array& tags =
      fill_event(event, "expectstaple", "Expect-Staple failed for", std::move(details));
  const json::object& kept = event.at("expectstaple").get_object();
  add_tag(tags, "response_status", kept, "response_status");
  add_tag(tags, "cert_status", kept, "cert_status");
  return true;
}

}  // namespace picket::domain::report
