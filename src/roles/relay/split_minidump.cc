// Uploads of crash reporters.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/ascii.h"
#include "base/utf8.h"
#include "codec/file_compression.h"
#include "domain/items/form_data.h"
#include "domain/items/minidump.h"
#include "protocol/json.h"
#include "protocol/multipart.h"
#include "roles/relay/answer.h"
#include "roles/relay/limits.h"
#include "roles/relay/rejections.h"
#include "roles/relay/split.h"

namespace picket::relay {
namespace {

namespace json = boost::json;
using protocol::AttachmentType;
using protocol::ItemType;
namespace reason = protocol::reason;

constexpr std::string_view kDumpField = "upload_file_minidump";

Rejection no_dump() {
  return bad_body("missing minidump", {}, reason::kMissingMinidump);
}

Rejection bad_dump() {
  return bad_body("invalid minidump", {}, reason::kInvalidMinidump);
}

Rejection bad_multipart(protocol::MultipartError error) {
  return bad_body("invalid multipart data", std::string(protocol::to_string(error)),
                  reason::kInvalidMultipart);
}

/// What a file of that name is. Fields are named, files are called: SDKs do either.
AttachmentType type_of(const protocol::Part& part) {
  if (part.name == kDumpField) return AttachmentType::minidump;
  for (const std::string_view name :
       {std::string_view(part.name),
        std::string_view(part.filename ? *part.filename : part.name)}) {
    if (name == "__sentry-event") return AttachmentType::event_payload;
    if (name == "__sentry-breadcrumb1" || name == "__sentry-breadcrumb2") {
      return AttachmentType::breadcrumbs;
    }
  }
  return AttachmentType::plain;
}

/// A dump that is a form again, as Electron wraps it: the file in there.
Result<void, Rejection> unwrap(std::string_view& content, std::string& filename) {
  const auto boundary = protocol::embedded_boundary(content);
  if (!boundary) return {};
  const auto parts = protocol::parse_multipart(content, *boundary);
  if (!parts) return unexpected(bad_multipart(parts.error()));
  const auto dump = std::find_if(parts->begin(), parts->end(), [](const protocol::Part& part) {
    return part.name == kDumpField;
  });
  if (dump == parts->end()) return unexpected(no_dump());
  content = dump->content;
  if (dump->filename && !dump->filename->empty()) filename = *dump->filename;
  return {};
}

/// Undoes what a file's first bytes say about it, and takes the ending off its name.
Result<void, Rejection> inflate(Intake& intake, const StageContext& context,
                                std::string_view& content, std::string& filename) {
  const auto compression = codec::detect_file_compression(content);
  if (!compression) return {};
  if (!reserve_expansion(intake, context, kMaxMinidumpBytes)) {
    return unexpected(unavailable("too many crash dumps in progress"));
  }
  auto plain = codec::undo_file_compression(*compression, content, kMaxMinidumpBytes);
  if (!plain) {
    if (plain.error() == codec::DecodeError::corrupt) return unexpected(bad_dump());
    return unexpected(Rejection{
        Refused::too_large, 413, "length limit exceeded", {}, "too_large:attachment:minidump"});
  }
  intake.expansion->shrink_to(plain->size());
  content = intake.keep(*std::move(plain));
  const std::string_view suffix = codec::file_suffix(*compression);
  if (filename.ends_with(suffix)) filename.resize(filename.size() - suffix.size());
  return {};
}

SplitResult add_dump(Intake& intake, const StageContext& context, std::string_view content,
                     std::string filename) {
  if (auto unwrapped = unwrap(content, filename); !unwrapped) return unwrapped;
  if (auto inflated = inflate(intake, context, content, filename); !inflated) return inflated;
  if (!domain::items::is_minidump(content)) return unexpected(bad_dump());
  if (filename.empty()) filename = "Minidump";
  add_item(intake, ItemType::attachment, intake.keep(file_header(filename, "application/x-dmp")),
           content, AttachmentType::minidump);
  return {};
}

/// The fields of a form as one item, and the event id that they may name.
void add_fields(Intake& intake, const std::vector<domain::items::FormField>& fields) {
  if (fields.empty()) return;
  json::array pairs;
  for (const auto& field : fields) {
    pairs.push_back(json::array{to_valid_utf8(field.name), to_valid_utf8(field.value)});
  }
  std::string text;
  protocol::write_json(json::value(std::move(pairs)), text);
  add_item(intake, ItemType::form_data, "{}", intake.keep(std::move(text)));
  json::object event;
  domain::items::merge_form(fields, event);
  intake.event_id() = EventId::parse(protocol::find_string(event, "event_id"));
}

SplitResult split_form(Intake& intake, const StageContext& context, std::string_view boundary) {
  const auto parts = protocol::parse_multipart(intake.content(), boundary);
  if (!parts) return unexpected(bad_multipart(parts.error()));
  std::vector<domain::items::FormField> fields;
  bool has_dump = false;
  for (const protocol::Part& part : *parts) {
    const AttachmentType type = type_of(part);
    if (type == AttachmentType::minidump) {
      if (std::exchange(has_dump, true)) continue;  // The first one is the crash.
      auto added = add_dump(intake, context, part.content, part.filename.value_or(""));
      if (!added) return added;
    } else if (part.filename || type != AttachmentType::plain) {
      add_item(intake, ItemType::attachment,
               intake.keep(file_header(part.filename.value_or(part.name), part.content_type)),
               part.content, type);
    } else if (!part.name.empty()) {
      fields.push_back({intake.keep(part.name), part.content});
    }
  }
  if (!has_dump) return unexpected(no_dump());
  add_fields(intake, fields);
  return {};
}

}  // namespace

SplitResult split_minidump(Intake& intake, const StageContext& context) {
  if (intake.content().empty()) return unexpected(empty_body());
  const std::string_view sent = intake.request.headers.get("content-type");
  const std::string_view type = ascii::trim(ascii::split_once(sent, ';').head);
  if (ascii::iequals(type, "application/octet-stream") ||
      ascii::iequals(type, "application/x-dmp")) {
    return add_dump(intake, context, intake.content(), {});
  }
  const auto boundary = protocol::multipart_boundary(sent);
  if (!boundary) return unexpected(bad_multipart(protocol::MultipartError::no_boundary));
  return split_form(intake, context, *boundary);
}

}  // namespace picket::relay
