// Progress: where a group is in one partition, what it has in flight, and what is under suspicion
// of having killed the process. Everything is kept in the group's committed offset.
//
// Life of a suspect range: deaths are counted per range. Up to `deaths_before_alone` the range is
// tried as a batch again, then record by record, each under its own mark. A record that was alone
// in flight when the process died is the killer.
#pragma once

#include <limits>
#include <optional>
#include <string>

#include "base/result.h"
#include "engine/in_flight_mark.h"
#include "engine/telemetry.h"
#include "ports/log.h"

namespace picket::engine {

/// One thread. A commit that fails is logged and forgotten: the processor knows what it applied,
/// and the next commit says more anyway.
class Progress {
 public:
  static constexpr ports::Offset kNoBound = std::numeric_limits<ports::Offset>::max();

  Progress(ports::Log& log, std::string group, ports::TopicPartition of, int deaths_before_alone,
           Telemetry& telemetry)
      : log_(log),
        group_(std::move(group)),
        of_(std::move(of)),
        deaths_before_alone_(deaths_before_alone),
        telemetry_(telemetry) {}

  /// Reads what was committed, and counts the death that a running mark tells of. nullopt when the
  /// group never committed here.
  Result<std::optional<ports::Offset>> load();
  /// The next offset, once recovery knows it; what is before it cannot be suspect any more.
  void resume_at(ports::Offset next);

  ports::Offset next() const noexcept { return next_; }
  /// End of the suspect range, kNoBound when there is none: a batch must not cross it.
  ports::Offset suspect_until() const noexcept { return suspect_ ? suspect_->until : kNoBound; }
  /// Suspects go one by one.
  bool alone() const noexcept { return suspect_ && suspect_->mode == InFlightMark::Mode::alone; }
  /// Set when the record at next() killed the process alone: it lies before this offset.
  std::optional<ports::Offset> killer_before() const noexcept { return killer_before_; }
  void forget_suspects() noexcept;

  /// Marks [next(), end) as in flight.
  void begin(ports::Offset end);
  /// While nothing happens to the records in flight a death does not count against them. Does
  /// nothing when none are.
  void set_waiting(bool waiting);
  /// Everything before `next` took effect: commits that, with what is left of the marks.
  void advance(ports::Offset next);

 private:
  struct Suspect {
    ports::Offset until;
    int deaths;
    InFlightMark::Mode mode;
  };

  void commit(InFlightMark::State state);
  /// What to write for the state given; empty when nothing is in flight or suspect.
  std::string mark_text(InFlightMark::State state) const;

  ports::Log& log_;
  std::string group_;
  ports::TopicPartition of_;
  int deaths_before_alone_;
  Telemetry& telemetry_;

  ports::Offset next_ = 0;
  ports::Offset in_flight_end_ = 0;  ///< In flight: [next_, this); not above next_ when nothing is.
  std::optional<Suspect> suspect_;
  std::optional<InFlightMark> found_;  ///< From load() until resume_at().
  std::optional<ports::Offset> killer_before_;
};

}  // namespace picket::engine
