// Repository of meta_db: the files that came with events. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "protocol/ids.h"
#include "protocol/item_type.h"

namespace picket::ports {

struct Attachment {
  std::int64_t id = 0;
  ProjectId project;
  EventId event;
  protocol::AttachmentType type = protocol::AttachmentType::plain;
  std::string name{};
  std::string content_type{};
  std::uint64_t size = 0;
  std::string sha1{};                     ///< 40 lower-case hex digits, of the whole file.
  std::vector<domain::BlobRef> pieces{};  ///< Follow one another; none: the file is empty.
  Timestamp received;
};

struct AttachmentQuery {
  ProjectId project;
  EventId event;
  std::string name{};        ///< Case-insensitive (ASCII) part of the name; empty: all.
  bool screenshots = false;  ///< Only images that are called so.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

/// Of several events.
struct AttachmentSearch {
  ProjectId project;
  std::vector<EventId> events{};                  ///< At most kMaxSearchedEvents.
  std::vector<protocol::AttachmentType> types{};  ///< Empty: all.
  std::string name{};                             ///< As above. So are the others.
  bool screenshots = false;
  std::size_t offset = 0;
  std::size_t limit = 100;
};
inline constexpr std::size_t kMaxSearchedEvents = 1'000;

class AttachmentRepository {
 public:
  virtual ~AttachmentRepository() = default;
  /// Assigns the id. False when the event has the same file already.
  virtual Result<bool> add(const Attachment& attachment) = 0;
  /// In the order in which they came.
  virtual Result<std::vector<Attachment>> list(const AttachmentQuery& query) = 0;
  /// The newest first.
  virtual Result<std::vector<Attachment>> search(const AttachmentSearch& search) = 0;
  virtual Result<std::optional<Attachment>> get(ProjectId project, std::int64_t id) = 0;
  /// False when there is none. Its bytes go with their day.
  virtual Result<bool> remove(ProjectId project, std::int64_t id) = 0;
};

}  // namespace picket::ports
