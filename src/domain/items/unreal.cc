#include "domain/items/unreal.h"

#include <utility>

#include "base/little_endian.h"
#include "base/utf8.h"
#include "domain/items/minidump.h"

namespace picket::domain::items {
namespace {

using protocol::AttachmentType;

/// Newer engines begin with it, and say at the start how many files there are.
constexpr std::string_view kMarker = "CR1";

/// A length and that many bytes, padded with zeros.
std::string take_text(LittleEndianReader& in) {
  std::string_view text = in.take_bytes(in.take<std::uint32_t>());
  while (text.ends_with('\0')) text.remove_suffix(1);
  return to_valid_utf8(text);
}

/// Names and size of the whole; the number of files.
std::uint32_t take_header(LittleEndianReader& in) {
  take_text(in);
  take_text(in);
  in.take<std::uint32_t>();
  return in.take<std::uint32_t>();
}

void tell_type(UnrealFile& file) {
  const auto is = [&](AttachmentType type, std::string_view content_type) {
    file.type = type;
    file.content_type = content_type;
  };
  if (file.name == "CrashReportClient.ini") return is(AttachmentType::plain, "text/plain");
  if (file.name == "CrashContext.runtime-xml") {
    return is(AttachmentType::unreal_context, "text/xml");
  }
  if (file.name.ends_with(".log")) return is(AttachmentType::unreal_logs, "text/plain");
  if (is_minidump(file.content)) return is(AttachmentType::minidump, "application/x-dmp");
  if (file.content.starts_with("Incident Identifier:")) {
    return is(AttachmentType::apple_crash_report, "text/plain");
  }
  if (file.name == "__sentry-event") return is(AttachmentType::event_payload, "");
  if (file.name == "__sentry-breadcrumb1" || file.name == "__sentry-breadcrumb2") {
    return is(AttachmentType::breadcrumbs, "");
  }
  is(AttachmentType::plain, "application/octet-stream");
}

}  // namespace

Result<std::vector<UnrealFile>, UnrealError> read_unreal_container(std::string_view bytes) {
  const bool marked = bytes.starts_with(kMarker);
  LittleEndianReader in(marked ? bytes.substr(kMarker.size()) : bytes);
  std::uint32_t count = take_header(in);
  if (!marked) {
    // The header at the start is a placeholder; it comes again at the end, with the true number.
    if (bytes.size() < 4) return unexpected(UnrealError::truncated);
    count = LittleEndianReader(bytes.substr(bytes.size() - 4)).take<std::uint32_t>();
  }
  if (!in.ok()) return unexpected(UnrealError::truncated);
  if (count > kMaxUnrealFiles) return unexpected(UnrealError::too_many_files);
  std::vector<UnrealFile> files;
  for (std::uint32_t i = 0; i < count; ++i) {
    UnrealFile file;
    in.take<std::uint32_t>();  // Its index.
    file.name = take_text(in);
    file.content = in.take_bytes(in.take<std::uint32_t>());
    if (!in.ok()) return unexpected(UnrealError::truncated);
    tell_type(file);
    files.push_back(std::move(file));
  }
  if (!marked) take_header(in);
  if (!in.ok()) return unexpected(UnrealError::truncated);
  if (!in.rest().empty()) return unexpected(UnrealError::trailing_data);
  return files;
}

}  // namespace picket::domain::items
