// Fills the log of a data directory with events that wait, as the relay leaves them.
//
// Messages have ids of their own and payloads of templates: an event's time and tags are those of
// its template, its time of reception is now.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "fill/options.h"
#include "ports/stores.h"

namespace picket::fill {

/// `options.events` messages of the first project there is, durable when this returns. Half a
/// microsecond each and the disk's time; `options.issues` templates are made first. The error is a
/// sentence.
Result<void, std::string> fill_log(const ports::Stores& stores, const Options& options,
                                   Timestamp now);

}  // namespace picket::fill
