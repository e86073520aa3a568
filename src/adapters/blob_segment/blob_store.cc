#include "adapters/blob_segment/blob_store.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/blob_segment/day_directory.h"
#include "base/assert.h"
#include "base/may_block.h"

namespace picket::adapters {
namespace {

using segment::IoError;

/// Files open for reading: pages show events of the last days.
constexpr std::size_t kReadHandles = 16;
/// Files open for writing: today's, yesterday's around midnight, and days of replayed messages.
constexpr std::size_t kMaxOpenDays = 4;
/// How long put() waits for room: a disk that is slower than this is down.
constexpr std::chrono::seconds kPutWait{30};
constexpr std::uint64_t kPutOverheadBytes = 64;

constexpr std::uint64_t container_of(std::uint32_t day, std::uint32_t file) noexcept {
  return (std::uint64_t{day} << 32U) | file;
}

Error not_found() {
  return {ErrorKind::not_found, "blob_not_found", {}};
}

Result<void> check_sizes(std::span<const std::string_view> blobs) {
  for (const std::string_view blob : blobs) {
    if (blob.size() > segment::kMaxPayloadBytes) {
      return unexpected(Error{ErrorKind::invalid_argument, "blob_too_large",
                              std::to_string(blob.size()) + " bytes"});
    }
  }
  return {};
}

}  // namespace

SegmentBlobStore::SegmentBlobStore(segment::FileSystem& files, std::string directory,
                                   SegmentBlobOptions options, const Clock& clock,
                                   obs::Logger& logger, obs::Registry& registry)
    : files_(files),
      directory_(std::move(directory)),
      options_(options),
      clock_(clock),
      telemetry_(logger, registry, segment::Telemetry::Store::blobs),
      handles_(files, kReadHandles),
      committer_("blob-commit", options.queue,
                 [this](std::vector<Put*>& group) { commit_group(group); }) {}

Result<std::unique_ptr<SegmentBlobStore>> SegmentBlobStore::open(
    segment::FileSystem& files, std::string directory, SegmentBlobOptions options,
    const Clock& clock, obs::Logger& logger, obs::Registry& registry) {
  if (const auto made = ensure_directory(files, directory); !made) {
    return unexpected(to_error(made.error(), directory));
  }
  // The constructor is private.
  std::unique_ptr<SegmentBlobStore> store(
      new SegmentBlobStore(files, std::move(directory), options, clock, logger, registry));
  const auto bytes = store->size_bytes();
  if (!bytes) return unexpected(bytes.error());
  store->telemetry_.stored_bytes_changed(static_cast<std::int64_t>(*bytes));
  return store;
}

std::string SegmentBlobStore::day_path(std::uint32_t day) const {
  return fmt::format("{}/{}", directory_, day_name(day));
}

Result<std::vector<domain::BlobRef>> SegmentBlobStore::put(
    Timestamp day, std::span<const std::string_view> blobs) {
  PICKET_MAY_BLOCK();
  const auto number = ports::blob_day(day);
  if (!number) return unexpected(number.error());
  if (const auto checked = check_sizes(blobs); !checked) return unexpected(checked.error());
  if (blobs.empty()) return Refs();
  Put put{*number, blobs, {}, false};
  Put* request = &put;
  std::uint64_t bytes = kPutOverheadBytes;
  for (const std::string_view blob : blobs) bytes += segment::stored_bytes(blob.size());
  const auto admission = committer_.submit_or_wait(request, bytes, Deadline::in(kPutWait));
  if (admission != segment::Admission::accepted) {
    return unexpected(Error{ErrorKind::unavailable, "blob_queue_full", {}});
  }
  {
    // Without a deadline: the thread holds a pointer to `put`.
    const MutexLock lock(done_mutex_);
    while (!put.done) done_.wait(done_mutex_);
  }
  if (!put.result) return unexpected(to_error(put.result.error(), "blobs/" + day_name(*number)));
  return std::move(*put.result);
}

void SegmentBlobStore::commit_group(std::vector<Put*>& group) {
  // A day's puts stand together: one sync for all of them.
  std::stable_sort(group.begin(), group.end(),
                   [](const Put* a, const Put* b) { return a->day < b->day; });
  {
    const MutexLock lock(days_mutex_);
    for (Put* put : group) put->result = write(*put);
  }
  const MutexLock lock(done_mutex_);
  for (Put* put : group) put->done = true;
  done_.notify_all();
}

Result<SegmentBlobStore::Refs, IoError> SegmentBlobStore::write(const Put& put) {
  const auto started = Deadline::SteadyClock::now();
  const auto found = day_with_room(put.day);
  if (!found) {
    telemetry_.append_failed(day_path(put.day), found.error());
    return unexpected(found.error());
  }
  OpenDay& day = **found;
  const Timestamp now = clock_.now();
  std::vector<segment::Record> records;
  Refs refs;
  records.reserve(put.blobs.size());
  refs.reserve(put.blobs.size());
  std::uint64_t position = day.writer.bytes();
  for (const std::string_view blob : put.blobs) {
    const auto offset = base_of_file(day.number) + day.blobs + static_cast<int>(records.size());
    records.push_back({offset, now, blob});
    refs.push_back(
        {container_of(put.day, day.number), position, static_cast<std::uint32_t>(blob.size())});
    position += segment::stored_bytes(blob.size());
  }
  const std::uint64_t added = position - day.writer.bytes();
  if (const auto done = day.writer.append(records); !done) {
    telemetry_.append_failed(day_path(put.day) + "/" + blob_file_name(day.number), done.error());
    return unexpected(done.error());
  }
  day.blobs += static_cast<std::uint32_t>(records.size());
  telemetry_.committed(records.size(), added, Deadline::SteadyClock::now() - started);
  telemetry_.stored_bytes_changed(static_cast<std::int64_t>(added));
  return refs;
}

Result<SegmentBlobStore::OpenDay*, IoError> SegmentBlobStore::day_with_room(std::uint32_t day) {
  const auto open = days_.find(day);
  if (open != days_.end()) {
    const segment::Writer& writer = open->second.writer;
    if (writer.usable() && (writer.empty() || writer.bytes() < options_.roll_bytes)) {
      return &open->second;
    }
    days_.erase(open);
  }
  if (days_.size() >= kMaxOpenDays) days_.erase(days_.begin());
  auto begun = begin_file(day);
  if (!begun) return unexpected(begun.error());
  telemetry_.rolled();
  telemetry_.stored_bytes_changed(segment::kFileHeaderBytes);
  return &days_.emplace(day, std::move(*begun)).first->second;
}

Result<SegmentBlobStore::OpenDay, IoError> SegmentBlobStore::begin_file(std::uint32_t day) {
  const std::string path = day_path(day);
  if (const auto made = ensure_directory(files_, path); !made) return unexpected(made.error());
  const auto names = files_.list(path);
  if (!names) return unexpected(names.error());
  // Past every file there is: what an earlier process wrote is never written over.
  std::uint32_t number = 1;
  for (const std::string& name : *names) {
    if (const auto taken = parse_blob_file_name(name)) number = std::max(number, *taken + 1);
  }
  const std::string name = blob_file_name(number);
  handles_.forget(path + "/" + name);
  auto writer = segment::Writer::create(files_, path, name,
                                        {segment::new_salt(), base_of_file(number), clock_.now()});
  if (!writer) return unexpected(writer.error());
  return OpenDay{number, 0, std::move(*writer)};
}

Result<std::string> SegmentBlobStore::get(const domain::BlobRef& ref) {
  PICKET_MAY_BLOCK();
  const auto day = static_cast<std::uint32_t>(ref.container >> 32U);
  const auto file = static_cast<std::uint32_t>(ref.container);
  if (ref.size > segment::kMaxPayloadBytes || file == 0) return unexpected(not_found());
  const std::string path = day_path(day) + "/" + blob_file_name(file);
  const auto opened = handles_.get(path);
  if (!opened) {
    if (opened.error() == IoError::not_found) return unexpected(not_found());
    return unexpected(to_error(opened.error(), path));
  }
  const segment::OpenSegment& segment = **opened;
  const Error corrupt{ErrorKind::corrupt, "blob_corrupt",
                      fmt::format("{} at {}", path, ref.offset)};
  if (segment.state == segment::SegmentState::unreadable ||
      segment.state == segment::SegmentState::newer) {
    return unexpected(corrupt);
  }
  std::string bytes(segment::stored_bytes(ref.size), '\0');
  const auto read = segment.file->read(ref.offset, bytes);
  if (!read) return unexpected(to_error(read.error(), path));
  // A file of before a day expired and came back may be shorter.
  if (*read == 0) return unexpected(not_found());
  const auto record =
      segment::decode_record(segment.header.salt, std::string_view(bytes).substr(0, *read));
  if (!record || record->payload.size() != ref.size) return unexpected(corrupt);
  return bytes.substr(segment::kRecordHeaderBytes);
}

Result<std::vector<std::uint32_t>, IoError> SegmentBlobStore::days_on_disk() {
  const auto names = files_.list(directory_);
  if (!names) return unexpected(names.error());
  std::vector<std::uint32_t> days;
  for (const std::string& name : *names) {
    if (const auto day = parse_day_name(name)) days.push_back(*day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

Result<std::uint64_t> SegmentBlobStore::expire(Timestamp before) {
  PICKET_MAY_BLOCK();
  const auto first_kept = ports::blob_day(before);
  if (!first_kept) return unexpected(first_kept.error());
  const MutexLock lock(days_mutex_);
  const auto days = days_on_disk();
  if (!days) return unexpected(to_error(days.error(), directory_));
  std::uint64_t freed = 0;
  for (const std::uint32_t day : *days) {
    if (day >= *first_kept) break;
    const auto removed = remove_day(day);
    if (!removed) return unexpected(to_error(removed.error(), day_path(day)));
    freed += *removed;
  }
  if (freed == 0) return freed;
  const auto synced = files_.sync_directory(directory_, segment::SyncReason::removed_files);
  if (!synced) return unexpected(to_error(synced.error(), directory_));
  return freed;
}

Result<std::uint64_t, IoError> SegmentBlobStore::remove_day(std::uint32_t day) {
  days_.erase(day);
  const std::string path = day_path(day);
  handles_.forget(path);
  const auto names = files_.list(path);
  if (!names) return unexpected(names.error());
  std::uint64_t freed = 0;
  for (const std::string& name : *names) {
    const std::string file = path + "/" + name;
    const std::uint64_t bytes = files_.file_size(file).value_or(0);
    if (const auto removed = files_.remove_file(file); !removed) {
      telemetry_.file_not_removed(file, removed.error());
      return unexpected(removed.error());
    }
    telemetry_.stored_bytes_changed(-static_cast<std::int64_t>(bytes));
    freed += bytes;
  }
  if (const auto removed = files_.remove_directory(path); !removed) {
    return unexpected(removed.error());
  }
  return freed;
}

Result<std::uint64_t> SegmentBlobStore::size_bytes() {
  const auto days = days_on_disk();
  if (!days) return unexpected(to_error(days.error(), directory_));
  std::uint64_t bytes = 0;
  for (const std::uint32_t day : *days) {
    // A day may expire meanwhile.
    const auto names = files_.list(day_path(day));
    if (!names) continue;
    for (const std::string& name : *names)
      bytes += files_.file_size(day_path(day) + "/" + name).value_or(0);
  }
  return bytes;
}

}  // namespace picket::adapters
