// Segment files: the scanner finds what a search byte by byte finds, and accounts for the rest; a
// log opens on any last file, goes on, and finds the same when opened again. Group files: what
// decodes is the same after encoding it.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/log_segment/group_offsets.h"
#include "base/assert.h"
#include "base/deadline.h"
#include "obs/logger.h"
#include "segment/open_segment.h"
#include "segment/scanner.h"
#include "segment/stream.h"
#include "segment/testing/simulated_disk.h"
#include "segment_image.h"

namespace {

using namespace picket;
using segment::kFileHeaderBytes;
using segment::stored_bytes;
using segment::testing::SimulatedDisk;

constexpr const char* kFile = "/log/00000000000000000000.seg";
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
/// Where numbers end; a file that claims to be near it is no concern of ours.
constexpr std::int64_t kFar = std::int64_t{1} << 62;

struct Good {
  std::int64_t offset;
  std::uint64_t position;
  std::string payload;

  friend bool operator==(const Good&, const Good&) = default;
};

/// What the format page says, tried at every byte.
std::vector<Good> search(std::string_view bytes, std::uint32_t salt, std::int64_t limit) {
  std::vector<Good> all;
  std::int64_t next = 0;
  for (std::size_t position = kFileHeaderBytes; position < bytes.size();) {
    const auto record = segment::decode_record(salt, bytes.substr(position));
    if (!record || record->offset < next) {
      ++position;
      continue;
    }
    if (record->offset >= limit) break;
    all.push_back({record->offset, position, std::string(record->payload)});
    next = record->offset + 1;
    position += stored_bytes(record->payload.size());
  }
  return all;
}

void check_scanner(const segment::OpenSegment& opened, std::string_view bytes,
                   std::size_t window_bytes, std::int64_t limit) {
  segment::Scanner scanner(*opened.file, opened.header.salt,
                           {kFileHeaderBytes, bytes.size(), 0, limit}, window_bytes);
  std::vector<Good> found;
  std::uint64_t counted = kFileHeaderBytes;
  for (;;) {
    const auto next = scanner.next();
    PICKET_ASSERT(next.has_value());
    if (!*next) break;
    const segment::Record& record = (*next)->record;
    found.push_back({record.offset, (*next)->position, std::string(record.payload)});
    counted += stored_bytes(record.payload.size());
    PICKET_ASSERT(scanner.good_until() == (*next)->position + stored_bytes(record.payload.size()));
  }
  PICKET_ASSERT(found == search(bytes, opened.header.salt, limit));
  std::uint64_t damaged_until = 0;
  for (const segment::Damage& damage : scanner.damage()) {
    PICKET_ASSERT(damage.position >= damaged_until && damage.bytes > 0);
    damaged_until = damage.position + damage.bytes;
    counted += damage.bytes;
  }
  PICKET_ASSERT(damaged_until <= bytes.size());
  if (limit == kNoLimit) PICKET_ASSERT(counted == bytes.size());
}

struct Life {
  explicit Life(SimulatedDisk& disk) : files(disk.mount()) {}

  std::vector<std::pair<std::int64_t, std::string>> read_all() const {
    std::vector<std::pair<std::int64_t, std::string>> all;
    for (std::int64_t next = stream->range().earliest;;) {
      const auto records = stream->read(next, 7, 1'000, Deadline::now());
      PICKET_ASSERT(records.has_value());
      if (records->empty()) return all;
      for (const segment::StoredRecord& record : *records) {
        PICKET_ASSERT(record.offset >= next);
        next = record.offset + 1;
        all.emplace_back(record.offset, record.payload);
      }
    }
  }

  ManualClock clock{from_unix_us(1)};
  std::unique_ptr<segment::FileSystem> files;
  obs::Registry registry;
  segment::HandleCache handles{*files, 2};
  segment::Telemetry telemetry{obs::null_logger(), registry, segment::Telemetry::Store::log};
  Result<std::unique_ptr<segment::Stream>> opened =
      segment::Stream::open({*files, clock, handles, telemetry}, "/log", {});
  segment::Stream* stream = opened ? opened->get() : nullptr;
};

void check_stream(SimulatedDisk& disk, const segment::OpenSegment& last, std::string_view bytes) {
  std::vector<std::pair<std::int64_t, std::string>> all;
  {
    const Life life(disk);
    if (last.state == segment::SegmentState::newer) {
      PICKET_ASSERT(!life.opened && life.opened.error().code == "segment_version_unknown");
      PICKET_ASSERT(disk.contents(kFile) == bytes);
      return;
    }
    PICKET_ASSERT(life.opened.has_value());
    all = life.read_all();
    const segment::Recovery& recovery = life.stream->recovery();
    PICKET_ASSERT(recovery.bytes + recovery.cut_bytes == bytes.size());
    if (last.state == segment::SegmentState::unreadable) {
      PICKET_ASSERT(all.empty());
    } else {
      PICKET_ASSERT(all.size() == search(bytes, last.header.salt, kNoLimit).size());
    }
    const std::int64_t end = life.stream->range().end;
    if (end > kFar) return;
    const std::string_view more = "more";
    PICKET_ASSERT(life.stream->append(std::span(&more, 1)) == end);
    all.emplace_back(end, more);
    PICKET_ASSERT(life.read_all() == all);
  }
  const Life again(disk);
  PICKET_ASSERT(again.opened.has_value() && again.stream->recovery().cut_bytes == 0);
  PICKET_ASSERT(again.read_all() == all);
}

void check_group_file(std::string_view bytes) {
  const auto offsets = adapters::decode_group(bytes);
  if (!offsets) return;
  const std::string once = adapters::encode_group(*offsets);
  const auto again = adapters::decode_group(once);
  PICKET_ASSERT(again.has_value() && again->size() == offsets->size());
  PICKET_ASSERT(adapters::encode_group(*again) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_group_file(input);
  const std::string bytes = fuzz::segment_image(input);
  SimulatedDisk disk;
  PICKET_ASSERT(ensure_directory(*disk.mount(), "/log").has_value());
  disk.set_contents(kFile, bytes);
  const auto files = disk.mount();
  const auto opened = segment::open_segment(*files, kFile, segment::OpenMode::read);
  PICKET_ASSERT(opened.has_value());
  const bool readable = opened->state == segment::SegmentState::good ||
                        opened->state == segment::SegmentState::salvaged;
  if (readable) {
    check_scanner(*opened, bytes, 32 + size % 300, kNoLimit);
    check_scanner(*opened, bytes, segment::Scanner::kWindowBytes, static_cast<std::int64_t>(size));
  }
  check_stream(disk, *opened, bytes);
  return 0;
}
