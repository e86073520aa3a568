// The body of an update of issues, read and checked.
#include <string>
#include <utility>

#include "domain/issue/life.h"
#include "domain/issue/names.h"
#include "roles/api/body.h"
#include "roles/api/issue_assignee.h"
#include "roles/api/issue_update.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::IssueStatus;

constexpr std::size_t kMaxWord = 100;
constexpr std::size_t kMaxAssignee = 320;  ///< The longest address there is.

constexpr std::string_view kNoConditions =
    "Archiving until a condition is met is not supported yet; archive forever or until escalating.";
constexpr std::string_view kNoReleases =
    "Resolving in a release or a commit is not supported yet; resolve without details.";

constexpr std::string_view kConditions[] = {"ignoreDuration",  "ignoreCount",      "ignoreWindow",
                                            "ignoreUserCount", "ignoreUserWindow", "snoozeDuration",
                                            "ignoreUntil"};
constexpr std::string_view kReleases[] = {"inNextRelease", "inUpcomingRelease", "inRelease",
                                          "inCommit"};

/// Null and false ask for nothing.
bool asks(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && !value->is_null() && !(value->is_bool() && !value->get_bool());
}

std::string_view unsupported_detail(const json::object& details) {
  for (const std::string_view name : kConditions) {
    if (asks(details, name)) return kNoConditions;
  }
  for (const std::string_view name : kReleases) {
    if (asks(details, name)) return kNoReleases;
  }
  return {};
}

void read_status(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("status", kMaxWord);
  if (!word) return;
  if (*word == "resolvedInNextRelease") {
    fields.refuse("status", kNoReleases);
    return;
  }
  update.status =
      *word == "muted" ? std::optional(IssueStatus::ignored) : domain::parse_shown_status(*word);
  if (!update.status) fields.refuse("status", "Invalid status.");
}

/// `statusDetails`, and what older clients send beside it instead.
void read_details(Fields& fields, const json::object& body, IssueUpdate& update) {
  if (const auto sentence = unsupported_detail(body); !sentence.empty())
    fields.refuse("statusDetails", sentence);
  const json::value* const details = body.if_contains("statusDetails");
  if (details == nullptr || details->is_null()) return;
  if (!details->is_object()) {
    fields.refuse("statusDetails", "Expected an object.");
    return;
  }
  if (const auto sentence = unsupported_detail(details->get_object()); !sentence.empty())
    fields.refuse("statusDetails", sentence);
  if (asks(details->get_object(), "untilEscalating") && update.status == IssueStatus::ignored)
    update.substatus = domain::Substatus::archived_until_escalating;
}

void read_substatus(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("substatus", kMaxWord);
  if (!word) return;
  const auto substatus = domain::parse_substatus(*word);
  if (!substatus) {
    fields.refuse("substatus", "Invalid substatus.");
  } else if (update.status && domain::status_of(*substatus) != update.status) {
    fields.refuse("substatus", "Invalid substatus for this status.");
  } else if (substatus == domain::Substatus::archived_until_condition_met) {
    fields.refuse("substatus", kNoConditions);
  } else {
    update.substatus = substatus;
    if (!update.status) update.status = domain::status_of(*substatus);
  }
}

void read_priority(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("priority", kMaxWord);
  if (!word) return;
  update.priority = domain::parse_priority(*word);
  if (!update.priority) fields.refuse("priority", "Invalid priority.");
}

/// Merging and discarding come with a number or a flag.
void refuse_later_ones(Fields& fields, const json::object& body) {
  if (asks(body, "merge")) fields.refuse("merge", "Merging issues is not supported yet.");
  if (asks(body, "discard")) fields.refuse("discard", "Discarding issues is not supported yet.");
}

/// As text, which a number may stand for; nullopt when it is something else.
std::optional<std::string> assignee_text(Fields& fields, const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  return fields.text("assignedTo", kMaxAssignee);
}

Answer<void> read_assignee(const Call& call, Fields& fields, const json::object& body,
                           IssueUpdate& update) {
  const json::value* const value = body.if_contains("assignedTo");
  if (value == nullptr) return {};
  const auto text = assignee_text(fields, *value);
  if (!text) return {};
  if (text->empty()) {
    update.assignee = domain::Assignee();
    return {};
  }
  const auto found = find_assignee(call, *text);
  if (!found) return unexpected(found.error());
  update.assignee = *found;
  if (!update.assignee) fields.refuse("assignedTo", "Unknown actor input");
  return {};
}

}  // namespace

Answer<IssueUpdate> read_issue_update(const Call& call, const json::object& body,
                                      std::span<const domain::Issue> issues) {
  Fields fields(body);
  IssueUpdate update;
  read_status(fields, update);
  read_details(fields, body, update);
  read_substatus(fields, update);
  read_priority(fields, update);
  refuse_later_ones(fields, body);
  update.seen = fields.flag("hasSeen");
  update.bookmarked = fields.flag("isBookmarked");
  update.subscribed = fields.flag("isSubscribed");
  update.is_public = fields.flag("isPublic");
  update.inbox = fields.flag("inbox");
  if (auto read = read_assignee(call, fields, body, update); !read)
    return unexpected(std::move(read.error()));
  if (!fields.ok()) return unexpected(fields.problem());
  if (update.assignee) {
    if (auto checked = check_assignee(call, *update.assignee, issues); !checked)
      return unexpected(std::move(checked.error()));
  }
  return update;
}

}  // namespace picket::api
