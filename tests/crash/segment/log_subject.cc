#include "log_subject.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/deadline.h"

namespace picket::crash {
namespace {

// Deep, so that directories are made and lost too.
constexpr const char* kDirectory = "/data/log/events-0";
constexpr std::uint64_t kRollBytes = 600;

}  // namespace

Result<void> LogSubject::start() {
  auto life = std::make_unique<Life>(disk_);
  auto stream = segment::Stream::open({*life->files, clock_, life->handles, life->telemetry},
                                      kDirectory, {.roll_bytes = kRollBytes});
  if (!stream) return unexpected(stream.error());
  life->stream = std::move(*stream);
  life_ = std::move(life);
  return {};
}

bool LogSubject::step(SeededRandom& random) {
  const std::uint64_t choice = random.below(20);
  if (choice < 11) return append(random);
  if (choice < 14) return trim(random);
  if (choice < 16) {
    clock_.advance(std::chrono::days(1));
    return append(random);
  }
  if (choice < 18) return check(false);
  stop();
  return start() && check(true);
}

bool LogSubject::append(SeededRandom& random) {
  std::vector<std::string> payloads;
  for (std::uint64_t left = 1 + random.below(4); left > 0; --left) {
    // Some over a sector, so that a part of one may survive.
    const std::uint64_t size = random.below(5) == 0 ? 700 : random.below(60);
    payloads.push_back(fmt::format("{}:", next_payload_++) + std::string(size, 'x'));
  }
  in_doubt_.insert(payloads.begin(), payloads.end());
  const std::vector<std::string_view> views(payloads.begin(), payloads.end());
  const auto first = life_->stream->append(views);
  if (!first) return false;
  std::int64_t offset = *first;
  for (const std::string& payload : payloads) {
    in_doubt_.erase(payload);
    if (!answered_.emplace(offset++, payload).second) broke("an offset was given twice");
  }
  return true;
}

bool LogSubject::trim(SeededRandom& random) {
  const segment::StreamRange range = life_->stream->range();
  const auto records = static_cast<std::uint64_t>(range.end - range.earliest);
  const auto keep_from = range.earliest + static_cast<std::int64_t>(random.below(records + 1));
  may_be_gone_ = std::max(may_be_gone_, keep_from);
  if (!life_->stream->trim(keep_from)) return false;
  gone_ = std::max(gone_, life_->stream->range().earliest);
  return true;
}

void LogSubject::check_range(const segment::StreamRange& range) {
  if (range.earliest < gone_) broke("what was trimmed came back");
  if (range.earliest > may_be_gone_) broke("more is gone than was trimmed");
  if (!answered_.empty() && range.end <= answered_.rbegin()->first) broke("the end went back");
}

void LogSubject::take(const segment::StoredRecord& record) {
  const auto known = answered_.find(record.offset);
  if (known != answered_.end()) {
    if (known->second != record.payload) broke(fmt::format("another record at {}", record.offset));
    return;
  }
  if (in_doubt_.erase(record.payload) == 0) {
    broke(fmt::format("a record at {} that was there before or never", record.offset));
  }
  answered_.emplace(record.offset, record.payload);
}

void LogSubject::expect_none_missing(std::int64_t earliest, const std::set<std::int64_t>& found) {
  for (auto record = answered_.lower_bound(std::max(earliest, may_be_gone_));
       record != answered_.end(); ++record) {
    if (!found.contains(record->first)) broke(fmt::format("record {} is lost", record->first));
  }
}

bool LogSubject::check(bool after_restart) {
  const segment::StreamRange range = life_->stream->range();
  check_range(range);
  std::set<std::int64_t> found;
  for (std::int64_t next = range.earliest;;) {
    const auto records = life_->stream->read(next, 3, 1'000, Deadline::now());
    if (!records) return false;
    if (records->empty()) break;
    for (const segment::StoredRecord& record : *records) {
      if (record.offset < next) broke("records are out of order");
      next = record.offset + 1;
      found.insert(record.offset);
      take(record);
    }
  }
  expect_none_missing(range.earliest, found);
  if (after_restart) {
    in_doubt_.clear();
    // Within a life a file that a trim could not remove is out of range, though not gone.
    gone_ = std::max(gone_, range.earliest);
  }
  return true;
}

}  // namespace picket::crash
