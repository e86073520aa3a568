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
/// A part of that: breadcrumbs and spans from before 1970 become null.
StepResult delete_stale_parts(Work& work);
/// Begin, end and ids of a transaction and its spans; a span without an end ends with it. Fails
/// when something of that is missing, wrong or long ago.
StepResult check_transaction(Work& work);
/// A transaction's name without ids, where it is from, operations.
StepResult normalize_transaction(Work& work);
/// A browser's own report has what its request says: address, user agent, logger.
StepResult complete_report(Work& work);
/// `{{auto}}` and the user's address.
StepResult resolve_ip(Work& work);
/// `user.geo` of the user's address.
StepResult locate_user(Work& work);
StepResult validate_release(Work& work);
/// Unknown attributes move to `user.data`; `sentry_user`.
StepResult normalize_user(Work& work);
/// Formats parameters; a plain message ends up in `formatted`.
StepResult normalize_logentry(Work& work);
/// Old Mach images become new ones; those of unknown types go.
StepResult normalize_images(Work& work);
StepResult normalize_breadcrumbs(Work& work);
StepResult validate_dist(Work& work);
StepResult normalize_event_tags(Work& work);
/// The tag `device.class`.
StepResult set_device_class(Work& work);
/// Frames of every stack trace; a root stack trace moves to the only exception.
StepResult normalize_stacktraces(Work& work);
/// Types from values; exceptions that say nothing are deleted.
StepResult normalize_exceptions(Work& work);
/// Names of errors and signals from their numbers.
StepResult name_mechanisms(Work& work);
/// Contexts `browser`, `device` and of the system, from client hints or the user agent.
StepResult describe_client(Work& work);
/// Names, units and number of measurements, and those that follow from others. Only transactions
/// keep any.
StepResult normalize_measurements(Work& work);
/// The measurements `score.*`.
StepResult score_performance(Work& work);
/// How long a transaction's spans of some kinds took.
StepResult normalize_breakdowns(Work& work);
/// `platform`, `type`, `level`, `logger`, `sdk`.
StepResult set_defaults(Work& work);
/// The end of a long name, on Java.
StepResult shorten_logger(Work& work);
/// The tags `lcp.*` of a page load.
StepResult copy_trace_tags(Work& work);
/// Method, parts of the URL, body, cookies.
StepResult normalize_request(Work& work);
/// Attributes of contexts that follow from others.
StepResult normalize_contexts(Work& work);
/// `exclusive_time` of a transaction and its spans: without that of their children.
StepResult set_exclusive_times(Work& work);
/// What the envelope says about the trace; a trace for an event that has none.
StepResult set_trace(Work& work);
/// At most 250 frames a stack trace, the middle of long ones without variables and source.
StepResult slim_stacktraces(Work& work);
/// Strings, budgets, unknown attributes.
StepResult trim_event(Work& work);
/// The errors in `_meta` become the event's `errors`.
StepResult emit_errors(Work& work);

}  // namespace picket::domain::normalize
