// Fills the stores of a data directory with issues and events, past log and consumer.
//
// What is written is what the consumer would have: issues with their counters and hashes, event
// rows in the order of time, a payload for each issue which all of its events refer to. Release and
// environment sightings, and outcomes, are not written.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "fill/options.h"
#include "ports/stores.h"

namespace picket::fill {

/// For the first project there is. The error is a sentence.
Result<void, std::string> fill(const ports::Stores& stores, const Options& options, Timestamp now);

}  // namespace picket::fill
