#include "engine/progress.h"

#include <algorithm>
#include <utility>

namespace picket::engine {

Result<std::optional<ports::Offset>> Progress::load() {
  auto committed = log_.committed(group_, of_);
  if (!committed) return unexpected(std::move(committed.error()));
  if (!*committed) return std::optional<ports::Offset>();
  found_ = parse_in_flight_mark((*committed)->metadata);
  return std::optional<ports::Offset>((*committed)->next);
}

void Progress::resume_at(ports::Offset next) {
  next_ = next;
  in_flight_end_ = next;
  suspect_.reset();
  killer_before_.reset();
  const std::optional<InFlightMark> mark = std::exchange(found_, std::nullopt);
  if (!mark || mark->until <= next || next < mark->first) return;

  const bool died_running = mark->state == InFlightMark::State::running;
  const int deaths = mark->deaths + (died_running ? 1 : 0);
  if (deaths == 0) return;
  const bool was_alone = mark->mode == InFlightMark::Mode::alone;
  // Where next moved past the mark's first record, that one took effect before the death.
  if (was_alone && died_running && next == mark->first) killer_before_ = mark->next;
  const bool alone = was_alone || deaths >= deaths_before_alone_;
  suspect_ =
      Suspect{mark->until, deaths, alone ? InFlightMark::Mode::alone : InFlightMark::Mode::batch};
  telemetry_.under_suspicion(next, mark->until, deaths, alone);
}

void Progress::forget_suspects() noexcept {
  suspect_.reset();
  killer_before_.reset();
}

void Progress::begin(ports::Offset end) {
  in_flight_end_ = end;
  commit(InFlightMark::State::running);
}

void Progress::set_waiting(bool waiting) {
  if (in_flight_end_ <= next_) return;
  commit(waiting ? InFlightMark::State::waiting : InFlightMark::State::running);
}

void Progress::advance(ports::Offset next) {
  next_ = next;
  if (killer_before_ && next >= *killer_before_) killer_before_.reset();
  if (suspect_ && next >= suspect_->until) suspect_.reset();
  commit(in_flight_end_ > next ? InFlightMark::State::running : InFlightMark::State::waiting);
}

std::string Progress::mark_text(InFlightMark::State state) const {
  InFlightMark mark;
  mark.first = next_;
  mark.next = in_flight_end_;
  mark.state = state;
  if (suspect_) {
    mark.deaths = suspect_->deaths;
    mark.mode = suspect_->mode;
    mark.until = suspect_->until;
    if (mark.next <= next_) mark.next = mark.until;
  }
  mark.until = std::max(mark.until, mark.next);
  return mark.next > next_ ? to_text(mark) : std::string();
}

void Progress::commit(InFlightMark::State state) {
  const auto done = log_.commit(group_, of_, {next_, mark_text(state)});
  if (!done) telemetry_.log_upkeep_failed("commit", done.error());
}

}  // namespace picket::engine
