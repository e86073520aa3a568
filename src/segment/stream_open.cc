// Opening a stream: what the files of an earlier process still hold.
#include <algorithm>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "segment/scanner.h"
#include "segment/stream.h"

namespace picket::segment {
namespace {

constexpr std::string_view kSuffix = ".seg";
constexpr std::size_t kDigits = 20;

std::optional<std::int64_t> base_of(std::string_view name) {
  if (name.size() != kDigits + kSuffix.size() || !name.ends_with(kSuffix)) return std::nullopt;
  return ascii::parse_uint<std::int64_t>(name.substr(0, kDigits));
}

Error newer_program(const std::string& path) {
  return {ErrorKind::corrupt, "segment_version_unknown", path};
}

}  // namespace

Result<std::unique_ptr<Stream>> Stream::open(const StreamDeps& deps, std::string directory,
                                             StreamOptions options) {
  std::unique_ptr<Stream> stream(new Stream(deps, std::move(directory), options));
  if (auto recovered = stream->recover(); !recovered) return unexpected(recovered.error());
  return stream;
}

Result<void> Stream::recover() {
  if (const auto made = ensure_directory(deps_.files, directory_); !made) {
    return unexpected(to_error(made.error(), directory_));
  }
  const auto names = deps_.files.list(directory_);
  if (!names) return unexpected(to_error(names.error(), directory_));
  std::vector<std::int64_t> bases;
  for (const std::string& name : *names) {
    if (const auto base = base_of(name)) bases.push_back(*base);
  }
  std::sort(bases.begin(), bases.end());
  for (const std::int64_t base : bases) {
    const auto noted = base == bases.back() ? recover_last(base) : note_closed(base);
    if (!noted) return noted;
  }
  // Names that an earlier process made or took away count from now on.
  const auto synced = deps_.files.sync_directory(directory_, SyncReason::recovered_directory);
  if (!synced) return unexpected(to_error(synced.error(), directory_));
  const MutexLock lock(mutex_);
  recovery_.files = segments_.size();
  for (const auto& [_, segment] : segments_) recovery_.bytes += segment.bytes;
  deps_.telemetry.stored_bytes_changed(static_cast<std::int64_t>(recovery_.bytes));
  return {};
}

// Closed files were durable before the next one was begun; they are read when somebody asks.
Result<void> Stream::note_closed(std::int64_t base) {
  const std::string path = path_of(base);
  const auto opened = open_segment(deps_.files, path, OpenMode::read);
  if (!opened) return unexpected(to_error(opened.error(), path));
  if (opened->state == SegmentState::newer) return unexpected(newer_program(path));
  const auto bytes = opened->file->size();
  if (!bytes) return unexpected(to_error(bytes.error(), path));
  const MutexLock lock(mutex_);
  segments_.insert_or_assign(base, Segment{*bytes, SparseIndex(base), 0});
  return {};
}

Result<void> Stream::recover_last(std::int64_t base) {
  const std::string path = path_of(base);
  auto opened = open_segment(deps_.files, path, OpenMode::read_write);
  if (!opened) return unexpected(to_error(opened.error(), path));
  switch (opened->state) {
    case SegmentState::newer:
      return unexpected(newer_program(path));
    case SegmentState::good:
    case SegmentState::salvaged:
      return scan_last(std::move(*opened), base);
    case SegmentState::unreadable:
      break;
  }
  // A crash between making the file and its first sync. Its name still tells the next offset.
  const auto bytes = opened->file->size();
  if (!bytes) return unexpected(to_error(bytes.error(), path));
  if (const auto removed = deps_.files.remove_file(path); !removed) {
    return unexpected(to_error(removed.error(), path));
  }
  if (*bytes > 0) {
    const Damage all{0, *bytes, RecordError::bad_header};
    deps_.telemetry.tail_cut(path, all);
    recovery_.cut_bytes = all.bytes;
    recovery_.cut_reason = all.reason;
  }
  const MutexLock lock(mutex_);
  end_ = base;
  return {};
}

Result<void> Stream::scan_last(OpenSegment opened, std::int64_t base) {
  const std::string path = path_of(base);
  const auto bytes = opened.file->size();
  if (!bytes) return unexpected(to_error(bytes.error(), path));
  constexpr auto kNoLimit = std::numeric_limits<std::int64_t>::max();
  Scanner scanner(*opened.file, opened.header.salt, {kFileHeaderBytes, *bytes, base, kNoLimit});
  SparseIndex index(base);
  std::int64_t end = base;
  for (;;) {
    const auto found = scanner.next();
    if (!found) return unexpected(to_error(found.error(), path));
    if (!*found) break;
    index.note({(*found)->record.offset, (*found)->position});
    end = (*found)->record.offset + 1;
  }
  const std::uint64_t good = scanner.good_until();
  for (const Damage& damage : scanner.damage()) {
    if (damage.position < good) {
      deps_.telemetry.damaged(path, damage);
      recovery_.damaged_bytes += damage.bytes;
      continue;
    }
    deps_.telemetry.tail_cut(path, damage);
    recovery_.cut_bytes = damage.bytes;
    recovery_.cut_reason = damage.reason;
    const auto cut = opened.file->truncate(good);
    if (!cut) return unexpected(to_error(cut.error(), path));
  }
  // Readers may act on these records: they must not vanish any more, and nothing cut come back.
  const auto synced = opened.file->sync_data(SyncReason::recovered_file);
  if (!synced) return unexpected(to_error(synced.error(), path));
  if (opened.state == SegmentState::good) {
    writer_ = Writer::resume(std::move(opened.file), opened.header, good);
  }
  const MutexLock lock(mutex_);
  segments_.insert_or_assign(base, Segment{good, std::move(index), good});
  end_ = end;
  return {};
}

}  // namespace picket::segment
