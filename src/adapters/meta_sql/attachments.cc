#include "ports/attachments.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/blob_columns.h"
#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/items.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "base/little_endian.h"

namespace picket::adapters::meta {
namespace {

constexpr std::size_t kPieceBytes = 20;

constexpr Sql<List<Int, Text, Int, Text, Text, Int, Text, Bytes, Int>> kAdd{
    "INSERT INTO attachments (project_id, event_id, type, name, content_type, size, sha1, pieces, "
    "received) VALUES (:project, :event, :type, :name, :content_type, :size, :sha1, :pieces, "
    ":received) ON CONFLICT (project_id, event_id, name, type, sha1) DO NOTHING"};
using Columns = List<Int, Int, Text, Int, Text, Text, Int, Text, Bytes, Int>;
#define PICKET_ATTACHMENT_COLUMNS \
  "id, project_id, event_id, type, name, content_type, size, sha1, pieces, received"
#define PICKET_ATTACHMENT_NAMED                                                       \
  "LOWER(name) LIKE '%' || LOWER(:part) || '%' ESCAPE '\\' AND (:screenshots = 0 OR " \
  "(content_type LIKE 'image/%' AND LOWER(name) LIKE '%screenshot%'))"
constexpr Sql<List<Int, Text, Text, Int, Int, Int>, Columns> kList{
    "SELECT " PICKET_ATTACHMENT_COLUMNS
    " FROM attachments WHERE project_id = :project AND event_id = :event "
    "AND " PICKET_ATTACHMENT_NAMED " ORDER BY id LIMIT :most OFFSET :skipped"};
constexpr Sql<List<Int, Int>, Columns> kGet{
    "SELECT " PICKET_ATTACHMENT_COLUMNS
    " FROM attachments WHERE project_id = :project AND id = :id"};
constexpr Sql<List<Int, Int>> kRemove{
    "DELETE FROM attachments WHERE project_id = :project AND id = :id"};

std::string pack(const std::vector<domain::BlobRef>& pieces) {
  std::string packed;
  for (const domain::BlobRef& piece : pieces) {
    put_le(packed, piece.container);
    put_le(packed, piece.offset);
    put_le(packed, piece.size);
  }
  return packed;
}

std::vector<domain::BlobRef> unpack(std::string_view packed) {
  std::vector<domain::BlobRef> pieces;
  LittleEndianReader in(packed);
  while (in.rest().size() >= kPieceBytes) {
    domain::BlobRef& piece = pieces.emplace_back();
    piece.container = in.take<std::uint64_t>();
    piece.offset = in.take<std::uint64_t>();
    piece.size = in.take<std::uint32_t>();
  }
  return pieces;
}

ports::Attachment attachment_row(Int id, Int project, std::string& event, Int type,
                                 std::string& name, std::string& content_type, Int size,
                                 std::string& sha1, std::string& pieces, Int received) {
  return {id,
          ProjectId{project},
          EventId::parse(event).value_or(EventId{}),
          static_cast<protocol::AttachmentType>(type),
          std::move(name),
          std::move(content_type),
          static_cast<std::uint64_t>(size),
          std::move(sha1),
          unpack(pieces),
          from_unix_us(received)};
}

/// As a LIKE pattern takes it literally.
std::string literal(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string event_list(const std::vector<EventId>& events) {
  std::string list;
  for (const EventId& event : events) {
    if (!list.empty()) list += ", ";
    list += '\'' + event.to_hex() + '\'';
  }
  return list;
}

}  // namespace

Result<bool> Attachments::add(const ports::Attachment& attachment) {
  return held(work_.change(
      kAdd, attachment.project.value, attachment.event.to_hex(), static_cast<Int>(attachment.type),
      attachment.name, attachment.content_type, static_cast<Int>(attachment.size), attachment.sha1,
      pack(attachment.pieces), to_unix_us(attachment.received)));
}

Result<std::vector<ports::Attachment>> Attachments::list(const ports::AttachmentQuery& query) {
  if (query.limit > kMaxListed || query.offset > kMaxListOffset) {
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  }
  if (query.name.size() > kMaxSearchText) {
    return unexpected(Error{ErrorKind::invalid_argument, "text_too_long", {}});
  }
  std::vector<ports::Attachment> listed;
  const auto done = work_.read(
      kList, query.project.value, query.event.to_hex(), literal(query.name), Int{query.screenshots},
      static_cast<Int>(query.limit), static_cast<Int>(query.offset),
      [&](auto&&... columns) { listed.push_back(attachment_row(columns...)); });
  if (!done) return unexpected(done.error());
  return listed;
}

Result<std::vector<ports::Attachment>> Attachments::search(const ports::AttachmentSearch& search) {
  if (search.limit > kMaxListed || search.offset > kMaxListOffset ||
      search.events.size() > ports::kMaxSearchedEvents) {
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  }
  if (search.name.size() > kMaxSearchText) {
    return unexpected(Error{ErrorKind::invalid_argument, "text_too_long", {}});
  }
  std::vector<ports::Attachment> found;
  if (search.events.empty()) return found;
  std::string where = fmt::format("event_id IN ({})", event_list(search.events));
  if (!search.types.empty()) where += fmt::format(" AND type IN ({})", number_list(search.types));
  const auto done = work_.read_once<List<Int, Text, Int, Int, Int>, Columns>(
      fmt::format("SELECT " PICKET_ATTACHMENT_COLUMNS
                  " FROM attachments WHERE project_id = :project AND {} "
                  "AND " PICKET_ATTACHMENT_NAMED
                  " ORDER BY received DESC, id DESC LIMIT :most OFFSET :skipped",
                  where),
      search.project.value, literal(search.name), Int{search.screenshots},
      static_cast<Int>(search.limit), static_cast<Int>(search.offset),
      [&](auto&&... columns) { found.push_back(attachment_row(columns...)); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<ports::Attachment>> Attachments::get(ProjectId project, std::int64_t id) {
  std::optional<ports::Attachment> found;
  const auto done = work_.read(kGet, project.value, id,
                               [&](auto&&... columns) { found = attachment_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<bool> Attachments::remove(ProjectId project, std::int64_t id) {
  return held(work_.change(kRemove, project.value, id));
}

}  // namespace picket::adapters::meta
