// The stages of a request, up to its single items. Their order is in pipeline.cc.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "roles/relay/intake.h"
#include "roles/relay/stage_context.h"

namespace picket::relay {

enum class Flow : std::uint8_t {
  go_on,
  finished,           ///< Nothing is left to do: 200.
  wait_for_projects,  ///< The same stage again, once the project configuration is up to date.
};
using StageResult = Result<Flow, Rejection>;

/// Credentials from headers, query or, failing those, the envelope's own header.
StageResult read_credentials(Intake& intake, const StageContext& context);
/// Envelope or legacy event into items, with an event id where one is needed.
StageResult split_items(Intake& intake, const StageContext& context);
/// What nobody knows leaves without a trace; an envelope of nothing else is fine.
StageResult drop_unknown_items(Intake& intake, const StageContext& context);
/// Whose key it is. From here on every item has a guard.
StageResult find_project(Intake& intake, const StageContext& context);
/// Key and project are active, and the path means the same project.
StageResult check_project(Intake& intake, const StageContext& context);
/// The envelope's own header agrees with the request.
StageResult check_envelope_header(Intake& intake, const StageContext& context);
StageResult check_origin(Intake& intake, const StageContext& context);
StageResult check_sizes(Intake& intake, const StageContext& context);
StageResult take_client_reports(Intake& intake, const StageContext& context);
/// An item that comes twice where there can be one takes all that belongs to the event with it.
StageResult drop_duplicates(Intake& intake, const StageContext& context);
/// Types that this version does not process.
StageResult drop_unsupported_items(Intake& intake, const StageContext& context);

/// Counts a rejected request for the project that it names, as far as that can be known.
void count_rejection(Intake& intake, const Rejection& rejection, const StageContext& context);

}  // namespace picket::relay
