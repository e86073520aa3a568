#include "adapters/blob_segment/blob_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/deadline.h"
#include "base/may_block.h"

namespace picket::adapters {
namespace {

using domain::BlobRef;
using segment::IoError;
using Refs = std::vector<BlobRef>;

// Positions are written down in 32 bits, and a file may pass its limit by one blob.
constexpr std::uint64_t kMaxRollBytes = 1_GiB;
// Open for reading; events that people look at are mostly of the last files.
constexpr std::size_t kReadHandles = 64;
// A put is not bounded by its bytes here, as these are the caller's.
constexpr std::uint64_t kRequestBytes = 256;

Error not_found() {
  return {ErrorKind::not_found, "blob_not_found", {}};
}

SegmentBlobOptions within_limits(SegmentBlobOptions options) {
  options.roll_bytes = std::min(options.roll_bytes, kMaxRollBytes);
  options.max_blob_bytes = std::min(options.max_blob_bytes, segment::kMaxPayloadBytes);
  return options;
}

}  // namespace

SegmentBlobStore::SegmentBlobStore(segment::FileSystem& files, std::string directory,
                                   const SegmentBlobOptions& options, const Clock& clock,
                                   obs::Logger& logger, obs::Registry& registry)
    : files_(files),
      directory_(std::move(directory)),
      options_(within_limits(options)),
      telemetry_(logger, registry, segment::Telemetry::Store::blobs),
      handles_(files, kReadHandles),
      writers_(files, directory_, options_.roll_bytes, clock, telemetry_, inventory_),
      committer_("blob-commit", {}, [this](std::vector<Put>& group) { commit_group(group); }) {}

SegmentBlobStore::~SegmentBlobStore() = default;

Result<std::unique_ptr<SegmentBlobStore>> SegmentBlobStore::open(
    segment::FileSystem& files, std::string directory, SegmentBlobOptions options,
    const Clock& clock, obs::Logger& logger, obs::Registry& registry) {
  std::unique_ptr<SegmentBlobStore> store(
      new SegmentBlobStore(files, std::move(directory), options, clock, logger, registry));
  if (auto taken = store->take_stock(); !taken) return unexpected(taken.error());
  return store;
}

std::string SegmentBlobStore::path_of(BlobFile file) const {
  return directory_ + "/" + day_name(file.day) + "/" + file_name(file.number);
}

Result<void> SegmentBlobStore::take_stock() {
  if (const auto made = ensure_directory(files_, directory_); !made) {
    return unexpected(to_error(made.error(), directory_));
  }
  const auto names = files_.list(directory_);
  if (!names) return unexpected(to_error(names.error(), directory_));
  for (const std::string& name : *names) {
    const auto day = day_of(name);
    if (!day) continue;
    if (auto taken = take_stock_of(*day); !taken) return taken;
  }
  telemetry_.stored_bytes_changed(static_cast<std::int64_t>(inventory_.bytes()));
  return {};
}

Result<void> SegmentBlobStore::take_stock_of(std::uint32_t day) {
  const std::string directory = directory_ + "/" + day_name(day);
  const auto names = files_.list(directory);
  if (!names) {
    // A file of that name is not ours.
    if (names.error() == IoError::not_found) return {};
    return unexpected(to_error(names.error(), directory));
  }
  inventory_.add_day(day);
  for (const std::string& name : *names) {
    const auto number = number_of(name);
    if (!number) continue;
    const std::string path = path_of({day, *number});
    const auto bytes = files_.file_size(path);
    if (!bytes) return unexpected(to_error(bytes.error(), path));
    inventory_.add_file({day, *number}, *bytes);
  }
  return {};
}

Result<Refs> SegmentBlobStore::put(Timestamp day, std::span<const std::string_view> blobs) {
  PICKET_MAY_BLOCK();
  const auto number = ports::blob_day(day);
  if (!number) return unexpected(number.error());
  for (const std::string_view blob : blobs) {
    if (blob.size() > options_.max_blob_bytes) {
      return unexpected(Error{ErrorKind::invalid_argument, "blob_too_large",
                              std::to_string(blob.size()) + " bytes"});
    }
  }
  if (blobs.empty()) return Refs{};
  Put request{*number, blobs, {}};
  std::future<Result<Refs>> done = request.done.get_future();
  switch (committer_.submit_or_wait(request, kRequestBytes, Deadline::never())) {
    case segment::Admission::accepted:
      return done.get();
    case segment::Admission::full:
    case segment::Admission::closed:
      break;
  }
  return unexpected(Error{ErrorKind::unavailable, "blob_store_closed", {}});
}

void SegmentBlobStore::commit_group(std::vector<Put>& group) {
  std::map<std::uint32_t, std::vector<Put*>> by_day;
  for (Put& put : group) by_day[put.day].push_back(&put);
  for (const auto& [day, puts] : by_day) commit_day(day, puts);
}

void SegmentBlobStore::commit_day(std::uint32_t day, std::span<Put* const> puts) {
  if (puts.size() == 1) {
    auto refs = writers_.append(day, puts.front()->blobs);
    if (refs) return puts.front()->done.set_value(std::move(*refs));
    return puts.front()->done.set_value(unexpected(to_error(refs.error(), day_name(day))));
  }
  std::vector<std::string_view> blobs;
  for (const Put* put : puts) blobs.insert(blobs.end(), put->blobs.begin(), put->blobs.end());
  const auto refs = writers_.append(day, blobs);
  if (!refs) {
    for (Put* put : puts) put->done.set_value(unexpected(to_error(refs.error(), day_name(day))));
    return;
  }
  auto next = refs->begin();
  for (Put* put : puts) {
    const auto end = next + static_cast<std::ptrdiff_t>(put->blobs.size());
    put->done.set_value(Refs(next, end));
    next = end;
  }
}

Result<std::string> SegmentBlobStore::get(const BlobRef& ref) {
  PICKET_MAY_BLOCK();
  const BlobPlace place = place_of(ref);
  if (!inventory_.has(place.file) || place.size > segment::kMaxPayloadBytes) {
    return unexpected(not_found());
  }
  const std::string path = path_of(place.file);
  const auto opened = handles_.get(path);
  if (opened) return read(**opened, place, path);
  if (opened.error() != IoError::not_found) return unexpected(to_error(opened.error(), path));
  // Expired meanwhile, or taken away by somebody else.
  if (!inventory_.has(place.file)) return unexpected(not_found());
  telemetry_.file_unusable(path, to_string(IoError::not_found), segment::stored_bytes(place.size));
  return unexpected(Error{ErrorKind::corrupt, "blob_file_missing", path});
}

Result<std::string> SegmentBlobStore::read(const segment::OpenSegment& opened,
                                           const BlobPlace& place, const std::string& path) {
  if (opened.state == segment::SegmentState::newer) {
    return unexpected(Error{ErrorKind::corrupt, "segment_version_unknown", path});
  }
  std::string bytes(static_cast<std::size_t>(segment::stored_bytes(place.size)), '\0');
  const auto got = opened.file->read(place.position, bytes);
  if (!got) return unexpected(to_error(got.error(), path));
  bytes.resize(*got);
  auto record = segment::decode_record(place.salt, bytes);
  if (record && (record->offset != place.position || record->payload.size() != place.size)) {
    record = unexpected(segment::RecordError::bad_header);
  }
  if (record) {
    bytes.erase(0, segment::kRecordHeaderBytes);
    return bytes;
  }
  if (opened.state != segment::SegmentState::unreadable && opened.header.salt != place.salt) {
    return unexpected(not_found());
  }
  telemetry_.damaged(path, {place.position, segment::stored_bytes(place.size), record.error()});
  return unexpected(Error{ErrorKind::corrupt, "blob_damaged", path});
}

Result<std::uint64_t> SegmentBlobStore::expire(Timestamp before) {
  PICKET_MAY_BLOCK();
  const auto first_kept = ports::blob_day(before);
  if (!first_kept) return unexpected(first_kept.error());
  std::vector<BlobInventory::Day> days = inventory_.take_before(*first_kept);
  const bool unsynced = removals_unsynced_.exchange(false);
  if (days.empty() && !unsynced) return std::uint64_t{0};
  std::uint64_t freed = 0;
  Result<void> result;
  for (BlobInventory::Day& day : days) {
    freed += remove_files(day, result);
    remove_day(std::move(day), result);
  }
  const auto synced = files_.sync_directory(directory_, segment::SyncReason::removed_directories);
  if (!synced) {
    removals_unsynced_ = true;
    result = unexpected(to_error(synced.error(), directory_));
  }
  if (!result) return unexpected(result.error());
  return freed;
}

std::uint64_t SegmentBlobStore::remove_files(BlobInventory::Day& day, Result<void>& result) {
  std::uint64_t freed = 0;
  std::vector<BlobInventory::File> left;
  for (const BlobInventory::File& file : day.files) {
    const std::string path = path_of({day.day, file.number});
    const auto removed = files_.remove_file(path);
    // Only now, as a read may have opened it just before; an open file would keep its space.
    handles_.forget(path);
    if (removed || removed.error() == IoError::not_found) {
      freed += file.bytes;
      continue;
    }
    telemetry_.file_not_removed(path, removed.error());
    result = unexpected(to_error(removed.error(), path));
    left.push_back(file);
  }
  telemetry_.stored_bytes_changed(-static_cast<std::int64_t>(freed));
  day.files = std::move(left);
  return freed;
}

void SegmentBlobStore::remove_day(BlobInventory::Day day, Result<void>& result) {
  const std::string directory = directory_ + "/" + day_name(day.day);
  const auto removed = files_.remove_directory(directory);
  if (removed || removed.error() == IoError::not_found) return;
  // A new put came for that day, something is there that is not ours, or a file above would not go.
  const bool in_use = removed.error() == IoError::exists;
  if (!in_use) {
    telemetry_.file_not_removed(directory, removed.error());
    result = unexpected(to_error(removed.error(), directory));
  } else if (const auto synced =
                 files_.sync_directory(directory, segment::SyncReason::removed_files);
             !synced) {
    result = unexpected(to_error(synced.error(), directory));
  }
  inventory_.put_back(std::move(day));
}

std::vector<ports::SnapshotFile> SegmentBlobStore::hold_files() {
  std::vector<ports::SnapshotFile> files;
  for (const BlobInventory::Day& day : inventory_.hold()) {
    for (const BlobInventory::File& file : day.files)
      files.push_back({day_name(day.day) + "/" + file_name(file.number), file.bytes});
  }
  return files;
}

Result<std::uint64_t> SegmentBlobStore::size_bytes() {
  return inventory_.bytes();
}

}  // namespace picket::adapters
