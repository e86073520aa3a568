// InFlightMark: which records a consumer is busy with, kept in the committed offset's metadata, so
// that a record that kills the process can be found afterwards.
//
// As text, for people who look at a group:
//   "v1 first=100 next=2100 until=2100 deaths=1 mode=batch state=running"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ports/log.h"

namespace picket::engine {

struct InFlightMark {
  enum class Mode : std::uint8_t { batch, alone };
  enum class State : std::uint8_t {
    running,  ///< A death now counts against these records.
    waiting,  ///< For a store or a turn: a death now says nothing about them.
  };

  ports::Offset first = 0;  ///< In flight: [first, next).
  ports::Offset next = 0;
  ports::Offset until = 0;  ///< Under suspicion: [first, until), until >= next.
  int deaths = 0;           ///< Of processes that had this range in flight.
  Mode mode = Mode::batch;
  State state = State::running;

  friend bool operator==(const InFlightMark&, const InFlightMark&) = default;
};

std::string to_text(const InFlightMark& mark);
/// nullopt for the empty text, and for what is not a mark: then nobody is under suspicion.
std::optional<InFlightMark> parse_in_flight_mark(std::string_view text);

}  // namespace picket::engine
