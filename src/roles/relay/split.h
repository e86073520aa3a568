// What an endpoint's body holds, as the items of an envelope. Envelopes and stored events are in
// request_stages.cc.
// Source: shared spec "ingest", sections 1.5, 1.10 to 1.13, 3.14 and 3.15.
#pragma once

#include <string_view>

#include "base/result.h"
#include "roles/relay/intake.h"
#include "roles/relay/stage_context.h"

namespace picket::relay {

using SplitResult = Result<void, Rejection>;

/// Files for an event that the path names.
SplitResult split_attachments(Intake& intake);
/// A dump, alone or with files and fields beside it.
SplitResult split_minidump(Intake& intake, const StageContext& context);
/// The container of an Unreal crash, which is unpacked when it is known whose it is.
SplitResult split_unreal(Intake& intake, const StageContext& context);
/// A check-in from the path and the query, or from JSON.
SplitResult split_check_in(Intake& intake);

/// One report of a browser or an array of them, an item each: broken security policies.
SplitResult split_security(Intake& intake);
/// The same: failed requests.
SplitResult split_nel(Intake& intake);

/// Makes room for that many bytes in memory, once per request; false: others have it. What is left
/// over should be given back.
bool reserve_expansion(Intake& intake, const StageContext& context, std::size_t bytes);

/// Adds an item that no envelope held. `header` is the JSON object of an item header; header and
/// payload outlive the request's items, see Intake::keep().
void add_item(Intake& intake, protocol::ItemType type, std::string_view header,
              std::string_view payload,
              protocol::AttachmentType attachment = protocol::AttachmentType::plain);

/// Header of an attachment that was a file.
std::string file_header(std::string_view filename, std::string_view content_type);

}  // namespace picket::relay
