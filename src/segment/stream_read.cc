// Reading a stream: which file, from where in it, past what is damaged.
#include <utility>

#include "segment/scanner.h"
#include "segment/stream.h"

namespace picket::segment {

/// What one file gave.
struct Stream::Part {
  std::vector<StoredRecord> records;
  std::vector<SparseIndex::Entry> seen;  ///< For the index.
  std::vector<Damage> damage;
  std::uint64_t continue_at = 0;
};

Result<std::optional<Stream::Plan>> Stream::plan_read(std::int64_t offset, Deadline deadline) {
  const MutexLock lock(mutex_);
  for (;;) {
    const std::int64_t earliest = segments_.empty() ? end_ : segments_.begin()->first;
    if (offset < earliest || offset > end_) {
      return unexpected(Error{ErrorKind::not_found, "offset_out_of_range", std::to_string(offset)});
    }
    if (offset < end_) break;
    if (!appended_.wait_until(mutex_, deadline.at()) && offset == end_) return std::nullopt;
  }
  const auto after = segments_.upper_bound(offset);
  const auto& [base, segment] = *std::prev(after);
  const bool last = after == segments_.end();
  SparseIndex::Entry start = segment.index.find(offset);
  if (hint_.offset == offset && hint_.base == base) start = {offset, hint_.position};
  return Plan{base,
              {start.position, segment.bytes, start.offset, last ? end_ : after->first},
              segment.bytes,
              last};
}

Result<std::vector<StoredRecord>> Stream::read(std::int64_t offset, std::size_t max_records,
                                               std::size_t max_bytes, Deadline deadline) {
  std::int64_t from = offset;
  for (;;) {
    auto plan = plan_read(from, deadline);
    if (!plan) return unexpected(plan.error());
    if (!*plan) return std::vector<StoredRecord>{};
    auto part = read_part(**plan, from, max_records, max_bytes);
    if (!part) return unexpected(part.error());
    const bool nothing = part->records.empty();
    // Nothing good from here to the end of the file: go on in the next, or wait for more.
    from = nothing ? (*plan)->range.limit_offset : part->records.back().offset + 1;
    learn(**plan, *part, from);
    if (!nothing) return std::move(part->records);
  }
}

Result<Stream::Part> Stream::read_part(const Plan& plan, std::int64_t offset,
                                       std::size_t max_records, std::size_t max_bytes) {
  const std::string path = path_of(plan.base);
  const auto opened = deps_.handles.get(path);
  if (!opened) {
    if (opened.error() == IoError::not_found) return skip_part(plan, "file_not_found");
    return unexpected(to_error(opened.error(), path));
  }
  switch ((*opened)->state) {
    case SegmentState::newer:
      return unexpected(Error{ErrorKind::corrupt, "segment_version_unknown", path});
    case SegmentState::unreadable:
      return skip_part(plan, "bad_file_header");
    case SegmentState::good:
    case SegmentState::salvaged:
      break;
  }
  Part part;
  SparseIndex seen(plan.base);
  Scanner scanner(*(*opened)->file, (*opened)->header.salt, plan.range);
  std::size_t bytes = 0;
  part.continue_at = plan.range.start;
  while (part.records.empty() || part.records.size() < max_records) {
    const auto found = scanner.next();
    if (!found) return unexpected(to_error(found.error(), path));
    if (!*found) {
      part.continue_at = plan.range.end;
      break;
    }
    const Record& record = (*found)->record;
    if (seen.wants((*found)->position)) {
      part.seen.push_back({record.offset, (*found)->position});
      seen.note(part.seen.back());
    }
    if (record.offset >= offset) {
      if (!part.records.empty() && bytes + record.payload.size() > max_bytes) break;
      bytes += record.payload.size();
      part.records.push_back({record.offset, record.appended, std::string(record.payload)});
    }
    part.continue_at = scanner.good_until();
  }
  part.damage = scanner.damage();
  return part;
}

// Trimmed meanwhile (the next plan finds that out), or gone or overwritten by somebody else.
Result<Stream::Part> Stream::skip_part(const Plan& plan, std::string_view reason) {
  bool report = false;
  {
    const MutexLock lock(mutex_);
    const auto segment = segments_.find(plan.base);
    if (segment != segments_.end() && segment->second.damage_reported_until < plan.file_bytes) {
      segment->second.damage_reported_until = plan.file_bytes;
      report = true;
    }
  }
  if (report) deps_.telemetry.file_unusable(path_of(plan.base), reason, plan.file_bytes);
  Part part;
  part.continue_at = plan.range.end;
  return part;
}

void Stream::learn(const Plan& plan, const Part& part, std::int64_t next_offset) {
  std::vector<Damage> news;
  {
    const MutexLock lock(mutex_);
    const auto found = segments_.find(plan.base);
    if (found == segments_.end()) return;
    Segment& segment = found->second;
    for (const SparseIndex::Entry& entry : part.seen) segment.index.note(entry);
    for (const Damage& damage : part.damage) {
      if (damage.position < segment.damage_reported_until) continue;
      news.push_back(damage);
      segment.damage_reported_until = damage.position + damage.bytes;
    }
    hint_ = {next_offset, plan.base, part.continue_at};
  }
  for (const Damage& damage : news) deps_.telemetry.damaged(path_of(plan.base), damage);
}

}  // namespace picket::segment
