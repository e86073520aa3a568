#include "domain/issue/facts.h"

#include <optional>
#include <string>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/grouping/csp_uri.h"
#include "domain/grouping/json_read.h"
#include "domain/issue/crash_site.h"
#include "domain/issue/other_facts.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using grouping::flag_at;
using grouping::object_at;
using grouping::values_at;

constexpr std::size_t kMaxTitleLine = 256;  // Characters of the line in a title.
constexpr std::size_t kMaxMetadataValue = 1024;
constexpr std::size_t kMaxMetadataType = 128;
constexpr std::size_t kMaxMessageBytes = 8192;

std::string_view text_at(const json::object& object, std::string_view key) noexcept {
  return grouping::text_at(object, key).value_or(std::string_view());
}

std::string_view first_line(std::string_view text) noexcept {
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string_view log_message(const json::object& event) noexcept {
  const json::object* const entry = object_at(event, "logentry");
  if (entry == nullptr) return {};
  const std::string_view formatted = text_at(*entry, "formatted");
  return formatted.empty() ? text_at(*entry, "message") : formatted;
}

/// Are the frames of the exceptions the app's? Empty when there are none.
std::string_view frame_mix(const json::object& event) noexcept {
  bool app = false;
  bool system = false;
  const json::array* const exceptions = values_at(event, "exception");
  if (exceptions == nullptr) return {};
  for (const json::value& value : *exceptions) {
    const json::object* const exception = value.if_object();
    const json::object* const stacktrace =
        exception != nullptr ? object_at(*exception, "stacktrace") : nullptr;
    const json::array* const frames =
        stacktrace != nullptr ? protocol::find_array(*stacktrace, "frames") : nullptr;
    if (frames == nullptr) continue;
    for (const json::value& frame : *frames) {
      if (!frame.is_object()) continue;
      (flag_at(frame.get_object(), "in_app") ? app : system) = true;
    }
  }
  if (app && system) return "mixed";
  return app ? "in-app-only" : system ? "system-only" : "";
}

bool is_synthetic(const json::object& exception) noexcept {
  const json::object* const mechanism = object_at(exception, "mechanism");
  return mechanism != nullptr && flag_at(*mechanism, "synthetic");
}

json::object error_metadata(const json::object& event, const json::object& exception) {
  json::object metadata;
  metadata["value"] = truncate(text_at(exception, "value"), kMaxMetadataValue);
  if (!is_synthetic(exception)) {
    const std::string_view type = text_at(exception, "type");
    metadata["type"] = truncate(type.empty() ? "Error" : type, kMaxMetadataType);
  }
  if (const json::object* frame = crash_frame(event)) {
    std::string_view file = text_at(*frame, "filename");
    if (file.empty()) file = text_at(*frame, "abs_path");
    if (!file.empty()) metadata["filename"] = file;
    metadata["function"] = function_name(*frame, text_at(event, "platform"));
  }
  const std::string_view mix = frame_mix(event);
  if (!mix.empty()) metadata["in_app_frame_mix"] = mix;
  return metadata;
}

std::string error_title(const json::object& metadata) {
  const std::string_view type = text_at(metadata, "type");
  if (type.empty()) {
    const std::string_view function = text_at(metadata, "function");
    return std::string(function.empty() ? "<unknown>" : function);
  }
  const std::string_view value = text_at(metadata, "value");
  if (value.empty()) return std::string(type);
  return (std::string(type) + ": ").append(truncate(first_line(value), kMaxTitleLine));
}

/// What a browser's report of a policy or a certificate is about; empty for other events.
json::object report_metadata(const json::object& event) {
  json::object metadata;
  if (const json::object* const csp = object_at(event, "csp")) {
    metadata["uri"] = grouping::normalize_csp_uri(text_at(*csp, "blocked_uri"));
    metadata["directive"] = text_at(*csp, "effective_directive");
  }
  for (const std::string_view kind : {"hpkp", "expectct", "expectstaple"}) {
    const json::object* const report = object_at(event, kind);
    if (report != nullptr) metadata["origin"] = text_at(*report, "hostname");
  }
  if (!metadata.empty()) metadata["message"] = truncate(log_message(event), kMaxMetadataValue);
  return metadata;
}

std::string message_title(const json::object& event) {
  const std::string_view message = unicode::strip(log_message(event));
  if (message.empty()) return "<unlabeled event>";
  return truncate(first_line(message), kMaxTitleLine);
}

void append_once(std::string& text, std::string_view piece) {
  if (piece.empty() || text.find(piece) != std::string::npos) return;
  if (!text.empty()) text += ' ';
  text += piece;
}

std::string search_message(const json::object& event, const json::object& metadata,
                           std::string_view culprit) {
  std::string text(unicode::strip(log_message(event)));
  for (const json::key_value_pair& member : metadata) {
    if (member.key() == "in_app_frame_mix") continue;
    append_once(text, text_at(metadata, member.key()));
  }
  append_once(text, culprit);
  text.resize(utf8_cut(text, kMaxMessageBytes).size());
  return text;
}

}  // namespace

IssueFacts issue_facts(const json::object& event, std::optional<std::int64_t> main_exception_id,
                       std::string_view custom_title) {
  IssueFacts facts;
  facts.level = parse_level(text_at(event, "level"));
  facts.type = text_at(event, "type");
  facts.platform = text_at(event, "platform");
  facts.logger = text_at(event, "logger");
  facts.release = text_at(event, "release");
  facts.culprit = culprit_of(event);
  json::object metadata;
  if (const json::object* exception = main_exception(event, main_exception_id)) {
    metadata = error_metadata(event, *exception);
    facts.title = error_title(metadata);
  } else if (auto other = other_facts(event)) {
    facts.title = std::move(other->title);
    metadata = std::move(other->metadata);
  } else {
    facts.title = message_title(event);
    metadata = report_metadata(event);
    if (metadata.empty()) metadata["title"] = facts.title;
  }
  if (!custom_title.empty()) {
    facts.title = truncate(custom_title, kMaxTitleLine);
    metadata["title"] = facts.title;
  }
  facts.message = search_message(event, metadata, facts.culprit);
  protocol::write_json(metadata, facts.metadata_json);
  return facts;
}

}  // namespace picket::domain
