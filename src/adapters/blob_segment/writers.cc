#include "adapters/blob_segment/writers.h"

#include <algorithm>
#include <utility>

#include "base/deadline.h"

namespace picket::adapters {

using segment::IoError;
using segment::stored_bytes;

void BlobWriters::close_expired() {
  std::erase_if(open_, [this](const auto& entry) {
    return !inventory_.has({entry.first, entry.second.number});
  });
}

bool BlobWriters::takes_more(std::uint32_t day, const Open& open, std::uint64_t bytes) const {
  return open.writer.usable() && inventory_.has({day, open.number}) &&
         (open.writer.empty() || open.writer.bytes() + bytes <= roll_bytes_);
}

Result<BlobWriters::Open*, IoError> BlobWriters::with_room(std::uint32_t day, std::uint64_t bytes) {
  auto found = open_.find(day);
  if (found == open_.end() || !takes_more(day, found->second, bytes)) {
    if (const auto begun = begin_file(day); !begun) return unexpected(begun.error());
    found = open_.find(day);
  }
  found->second.used = ++uses_;
  return &found->second;
}

Result<void, IoError> BlobWriters::begin_file(std::uint32_t day) {
  open_.erase(day);
  const BlobFile file{day, inventory_.next_number(day)};
  const std::string directory = directory_ + "/" + day_name(day);
  const segment::FileHeader header{segment::new_salt(),
                                   static_cast<std::int64_t>(to_ref({file, 0, 0, 0}).container),
                                   clock_.now()};
  const auto create = [&]() -> Result<segment::Writer, IoError> {
    if (const auto made = ensure_directory(files_, directory); !made) {
      return unexpected(made.error());
    }
    return segment::Writer::create(files_, directory, file_name(file.number), header);
  };
  auto writer = create();
  // The day may just have expired, with its directory.
  if (!writer && writer.error() == IoError::not_found) writer = create();
  if (!writer) return unexpected(writer.error());
  inventory_.add_file(file, segment::kFileHeaderBytes);
  telemetry_.rolled();
  telemetry_.stored_bytes_changed(segment::kFileHeaderBytes);

  if (open_.size() >= kMaxOpenDays) {
    open_.erase(std::min_element(open_.begin(), open_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    }));
  }
  open_.emplace(day, Open{std::move(*writer), file.number});
  return {};
}

Result<std::size_t, IoError> BlobWriters::append_some(std::uint32_t day, Open& open,
                                                      std::span<const std::string_view> blobs,
                                                      std::vector<domain::BlobRef>& refs) {
  const auto started = Deadline::SteadyClock::now();
  const Timestamp now = clock_.now();
  const BlobFile file{day, open.number};
  const std::uint64_t first = open.writer.bytes();
  std::uint64_t position = first;
  batch_.clear();
  for (const std::string_view blob : blobs) {
    const std::uint64_t bytes = stored_bytes(blob.size());
    if (!batch_.empty() && position + bytes > roll_bytes_) break;
    batch_.push_back({static_cast<std::int64_t>(position), now, blob});
    refs.push_back(to_ref({file, open.writer.header().salt, static_cast<std::uint32_t>(position),
                           static_cast<std::uint32_t>(blob.size())}));
    position += bytes;
  }
  if (const auto appended = open.writer.append(batch_); !appended) {
    return unexpected(appended.error());
  }
  inventory_.grow(file, position - first);
  telemetry_.committed(batch_.size(), position - first, Deadline::SteadyClock::now() - started);
  telemetry_.stored_bytes_changed(static_cast<std::int64_t>(position - first));
  return batch_.size();
}

Result<std::vector<domain::BlobRef>, IoError> BlobWriters::append(
    std::uint32_t day, std::span<const std::string_view> blobs) {
  close_expired();
  std::vector<domain::BlobRef> refs;
  refs.reserve(blobs.size());
  while (!blobs.empty()) {
    Result<std::size_t, IoError> done;
    const auto open = with_room(day, stored_bytes(blobs.front().size()));
    if (open) {
      done = append_some(day, **open, blobs, refs);
    } else {
      done = unexpected(open.error());
    }
    if (!done) {
      telemetry_.append_failed(directory_ + "/" + day_name(day), done.error());
      return unexpected(done.error());
    }
    blobs = blobs.subspan(*done);
  }
  return refs;
}

}  // namespace picket::adapters
