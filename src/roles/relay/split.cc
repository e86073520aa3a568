#include "roles/relay/split.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/ascii.h"
#include "base/utf8.h"
#include "protocol/json.h"
#include "protocol/multipart.h"
#include "roles/relay/answer.h"
#include "roles/relay/limits.h"
#include "roles/relay/rejections.h"

namespace picket::relay {
namespace {

namespace json = boost::json;
using protocol::ItemType;
namespace reason = protocol::reason;

std::string_view media_type(const net::Request& request) {
  return ascii::trim(ascii::split_once(request.headers.get("content-type"), ';').head);
}

constexpr std::array<std::string_view, 3> kStatuses = {"ok", "error", "in_progress"};

/// Members of a check-in that the query tells.
json::object check_in_of(const std::string& query) {
  json::object check_in;
  for (const std::string_view key : {"status", "check_in_id", "environment"}) {
    if (auto value = net::query_value(query, key)) check_in[key] = *value;
  }
  if (const auto duration = net::query_value(query, "duration")) {
    const auto number = protocol::parse_json(*duration);
    check_in["duration"] = number && number->is_number() ? *number : json::value(*duration);
  }
  return check_in;
}

SplitResult bad_check_in() {
  return unexpected(bad_body("invalid check-in", {}, reason::kInvalidJson));
}

}  // namespace

void add_item(Intake& intake, ItemType type, std::string_view header, std::string_view payload,
              protocol::AttachmentType attachment) {
  protocol::EnvelopeItem item;
  item.type = type;
  item.attachment_type = attachment;
  item.header = header;
  item.payload = payload;
  intake.envelope.items.push_back(item);
}

bool reserve_expansion(Intake& intake, const StageContext& context, std::size_t bytes) {
  // The whole budget is for whoever comes first: there are no small ones to keep room for.
  return intake.expansion.emplace(context.expansions).grow_to(bytes, net::BodyUse::small);
}

std::string file_header(std::string_view filename, std::string_view content_type) {
  json::object header;
  header["filename"] = to_valid_utf8(filename);
  header["content_type"] = to_valid_utf8(content_type);
  std::string text;
  protocol::write_json(header, text);
  return text;
}

SplitResult split_attachments(Intake& intake) {
  const auto event = EventId::parse(intake.request.param("event_id"));
  if (!event) return unexpected(bad_body("invalid event id", {}, reason::kInvalidJson));
  if (intake.content().empty()) return unexpected(empty_body());
  const auto boundary = protocol::multipart_boundary(intake.request.headers.get("content-type"));
  auto parts = protocol::parse_multipart(intake.content(), boundary.value_or(""));
  if (!parts) {
    return unexpected(bad_body("invalid multipart data",
                               std::string(protocol::to_string(parts.error())),
                               reason::kInvalidMultipart));
  }
  intake.event_id() = *event;
  for (const protocol::Part& part : *parts) {
    if (!part.filename) continue;
    add_item(intake, ItemType::attachment,
             intake.keep(file_header(*part.filename, part.content_type)), part.content);
  }
  return {};
}

SplitResult split_unreal(Intake& intake, const StageContext& context) {
  if (intake.content().empty()) return unexpected(empty_body());
  if (!reserve_expansion(intake, context, kMaxUnrealBytes)) {
    return unexpected(unavailable("too many crashes in progress"));
  }
  json::object header;
  header["unreal_user_id"] =
      to_valid_utf8(net::query_value(intake.request.query, "UserID").value_or(""));
  std::string text;
  protocol::write_json(header, text);
  intake.envelope.header_text = intake.keep(std::move(text));
  add_item(intake, ItemType::unreal_report, "{}", intake.content());
  return {};
}

SplitResult split_check_in(Intake& intake) {
  json::object check_in;
  const bool is_post = intake.request.method == net::Method::post;
  if (is_post && ascii::iequals(media_type(intake.request), "application/json")) {
    if (intake.content().empty()) return unexpected(empty_body());
    auto parsed = protocol::parse_json(intake.content());
    if (!parsed || !parsed->is_object()) return bad_check_in();
    check_in = std::move(parsed->get_object());
  } else {
    check_in = check_in_of(intake.request.query);
    const std::string_view status = protocol::find_string(check_in, "status");
    if (std::find(kStatuses.begin(), kStatuses.end(), status) == kStatuses.end()) {
      return bad_check_in();
    }
  }
  check_in["monitor_slug"] = to_valid_utf8(intake.request.param("monitor_slug"));
  std::string text;
  protocol::write_json(check_in, text);
  add_item(intake, ItemType::check_in, "{}", intake.keep(std::move(text)));
  if (intake.credentials->client.empty()) intake.credentials->client = "relay-http";
  return {};
}

}  // namespace picket::relay
