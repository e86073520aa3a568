// The feed of one phase of a run: hands out events until their number or the time is up, and
// keeps what was answered.
#pragma once

#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <vector>

#include "load/percentile.h"
#include "load/prepare.h"
#include "load/sender.h"
#include "load/visibility.h"

namespace picket::load {

struct PhaseLimits {
  std::uint64_t first = 0;  ///< Index of the first event in the run.
  std::uint64_t events = UINT64_MAX;
  SteadyTime until = SteadyTime::max();
};

/// Used by one thread.
class Tally : public Feed {
 public:
  /// `preparer` makes what `prepared` is short of, in the timed part, which costs the generator.
  /// `sampler` and `progress` (a line a second) may be null.
  Tally(const Preparer& preparer, std::vector<Prepared> prepared, const PhaseLimits& limits,
        VisibilitySampler* sampler, std::FILE* progress);

  const Prepared* next(SteadyTime now) override;
  void answered(const Prepared& event, int status, SteadyTime intended, SteadyTime at) override;
  void tick(SteadyTime now) override;

  std::uint64_t sent() const noexcept { return sent_; }
  /// By status; 0: no answer.
  const std::map<int, std::uint64_t>& statuses() const noexcept { return statuses_; }
  /// Events answered 200, in the order of their answers.
  const std::vector<EventId>& accepted() const noexcept { return accepted_; }
  /// Of answers 200 only: a refusal is quick.
  const std::vector<Micros>& latencies() const noexcept { return latencies_; }
  std::uint64_t raw_bytes() const noexcept { return raw_bytes_; }
  std::uint64_t gzip_bytes() const noexcept { return gzip_bytes_; }
  SteadyTime last_answer() const noexcept { return last_answer_; }
  std::uint64_t prepared_late() const noexcept { return prepared_late_; }

 private:
  const Preparer& preparer_;
  PhaseLimits limits_;
  VisibilitySampler* sampler_;
  std::FILE* progress_;
  std::deque<Prepared> prepared_;
  std::uint64_t sent_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t gzip_bytes_ = 0;
  std::uint64_t prepared_late_ = 0;
  std::map<int, std::uint64_t> statuses_;
  std::vector<EventId> accepted_;
  std::vector<Micros> latencies_;
  SteadyTime last_answer_{};
  SteadyTime next_line_{};
  std::uint64_t at_last_line_ = 0;
};

}  // namespace picket::load
