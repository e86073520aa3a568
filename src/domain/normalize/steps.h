// The steps of normalization: what each reads and writes is said here, their order in
// normalize.cc. Each works in place and expects the event as the shape pass leaves it.
#pragma once

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/normalize.h"

namespace picket::domain::normalize {

/// One event on its way through the steps.
struct Work {
  boost::json::object& event;
  Meta& meta;
  const NormalizeContext& context;
};

using StepResult = Result<void, NormalizeError>;

/// NaN and infinities become null.
StepResult remove_numbers_that_are_none(Work& work);
/// Attributes by schema, legacy names, types.
StepResult shape_event(Work& work);
/// `event_id`, `project`, `key_id`, `version`; takes away what only servers may set.
StepResult set_identity(Work& work);
/// `timestamp`, `received` and all other times: clock drift, future, past. Fails when the event
/// is from before 1970.
StepResult correct_clock(Work& work);
/// `{{auto}}` and the user's address.
StepResult resolve_ip(Work& work);
StepResult validate_release(Work& work);
/// Unknown attributes move to `user.data`; `sentry_user`.
StepResult normalize_user(Work& work);
/// Formats parameters; a plain message ends up in `formatted`.
StepResult normalize_logentry(Work& work);
StepResult normalize_breadcrumbs(Work& work);
StepResult validate_dist(Work& work);
StepResult normalize_event_tags(Work& work);
/// Frames of every stack trace; a root stack trace moves to the only exception.
StepResult normalize_stacktraces(Work& work);
/// Types from values; exceptions that say nothing are deleted.
StepResult normalize_exceptions(Work& work);
/// `platform`, `type`, `level`, `logger`, `sdk`.
StepResult set_defaults(Work& work);
/// The end of a long name, on Java.
StepResult shorten_logger(Work& work);
/// Method, parts of the URL, cookies.
StepResult normalize_request(Work& work);
/// Attributes of contexts that follow from others.
StepResult normalize_contexts(Work& work);
/// At most 250 frames a stack trace, the middle of long ones without variables and source.
StepResult slim_stacktraces(Work& work);
/// Strings, budgets, unknown attributes.
StepResult trim_event(Work& work);
/// The errors in `_meta` become the event's `errors`.
StepResult emit_errors(Work& work);

}  // namespace picket::domain::normalize
