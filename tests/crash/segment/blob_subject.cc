#include "blob_subject.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "adapters/blob_segment/place.h"

namespace picket::crash {
namespace {

using std::chrono::days;

constexpr const char* kDirectory = "/data/blobs";
constexpr std::uint32_t kFirstDay = 20'000;
constexpr std::uint64_t kRollBytes = 600;

Timestamp start_of(std::uint32_t day) {
  return Timestamp(days(day));
}

}  // namespace

BlobSubject::BlobSubject(segment::testing::SimulatedDisk& disk)
    : disk_(disk), clock_(start_of(kFirstDay)), may_be_gone_(kFirstDay), gone_(kFirstDay) {
  const std::string directory = std::string(kDirectory) + "/" + adapters::day_name(kFirstDay);
  (void)ensure_directory(*disk.mount(), directory);
  disk.set_contents(directory + "/notes.txt", "not ours");
}

Result<void> BlobSubject::start() {
  auto life = std::make_unique<Life>(disk_);
  auto store =
      adapters::SegmentBlobStore::open(*life->files, kDirectory, {.roll_bytes = kRollBytes}, clock_,
                                       obs::null_logger(), life->registry);
  if (!store) return unexpected(store.error());
  life->store = std::move(*store);
  life_ = std::move(life);
  return {};
}

bool BlobSubject::step(SeededRandom& random) {
  const std::uint64_t choice = random.below(20);
  if (choice < 13) return put(random);
  if (choice < 16) return expire();
  if (choice < 18) return check(false);
  stop();
  return start() && check(true);
}

bool BlobSubject::put(SeededRandom& random) {
  std::vector<std::string> blobs;
  for (std::uint64_t left = 1 + random.below(3); left > 0; --left) {
    const std::uint64_t size = random.below(5) == 0 ? 700 : random.below(60);
    blobs.push_back(fmt::format("{}:", next_blob_++) + std::string(size, 'x'));
  }
  const std::uint32_t day = may_be_gone_ + static_cast<std::uint32_t>(random.below(3));
  const std::vector<std::string_view> views(blobs.begin(), blobs.end());
  const auto refs = life_->store->put(start_of(day), views);
  if (!refs) return false;
  for (std::size_t i = 0; i < blobs.size(); ++i) answered_.push_back({refs->at(i), day, blobs[i]});
  return true;
}

bool BlobSubject::expire() {
  // After an error the same again: until it works, nobody said that the space is free.
  if (may_be_gone_ == gone_) ++may_be_gone_;
  if (!life_->store->expire(start_of(may_be_gone_))) return false;
  gone_ = may_be_gone_;
  return true;
}

void BlobSubject::compare(const Answered& blob, const Result<std::string>& got) {
  if (got) {
    if (*got != blob.bytes) broke("another blob");
    if (blob.day < gone_) broke("an expired blob came back");
  } else if (blob.day >= may_be_gone_) {
    broke(fmt::format("a blob is lost: {}", got.error().code));
  }
}

bool BlobSubject::check(bool) {
  for (const Answered& blob : answered_) {
    const auto got = life_->store->get(blob.ref);
    if (!got && got.error().kind == ErrorKind::unavailable) return false;
    compare(blob, got);
  }
  return true;
}

}  // namespace picket::crash
