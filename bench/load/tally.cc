#include "load/tally.h"

#include <iterator>

#include <fmt/format.h>

namespace picket::load {
namespace {

constexpr std::chrono::seconds kLineEvery{1};

}  // namespace

Tally::Tally(const Preparer& preparer, std::vector<Prepared> prepared, const PhaseLimits& limits,
             VisibilitySampler* sampler, std::FILE* progress)
    : preparer_(preparer),
      limits_(limits),
      sampler_(sampler),
      progress_(progress),
      prepared_(std::make_move_iterator(prepared.begin()),
                std::make_move_iterator(prepared.end())) {
  accepted_.reserve(prepared_.size());
  latencies_.reserve(prepared_.size());
}

const Prepared* Tally::next(SteadyTime now) {
  if (sent_ == limits_.events || now >= limits_.until) return nullptr;
  if (sent_ == prepared_.size()) {
    prepared_.push_back(preparer_.prepare(limits_.first + sent_));
    ++prepared_late_;
  }
  const Prepared& event = prepared_[sent_++];
  raw_bytes_ += event.raw_bytes;
  gzip_bytes_ += event.gzip_bytes;
  return &event;
}

void Tally::answered(const Prepared& event, int status, SteadyTime intended, SteadyTime at) {
  ++answered_;
  ++statuses_[status];
  last_answer_ = at;
  if (status != 200) return;
  accepted_.push_back(event.event_id);
  latencies_.push_back(std::chrono::duration_cast<Micros>(at - intended));
  if (sampler_ != nullptr) sampler_->offer(event.event_id, at);
}

void Tally::tick(SteadyTime now) {
  if (progress_ == nullptr || now < next_line_) return;
  if (next_line_ != SteadyTime{}) {
    const std::string line = fmt::format("  answered {} ({} this second), refused {}\n", answered_,
                                         answered_ - at_last_line_, answered_ - accepted_.size());
    std::fputs(line.c_str(), progress_);
  }
  at_last_line_ = answered_;
  next_line_ = now + kLineEvery;
}

}  // namespace picket::load
