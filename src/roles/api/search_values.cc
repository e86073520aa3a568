#include "roles/api/search_values.h"

#include <utility>

#include "domain/search/completion.h"
#include "domain/search/fields.h"
#include "ports/organizations.h"
#include "roles/api/issue_stats.h"
#include "roles/api/search_tokens.h"

namespace picket::api {
namespace {

namespace search = domain::search;
using search::EventField;
using search::KeyInfo;
using search::ValueRule;
using search::ValueType;

struct Age {
  std::string_view value;
  std::string_view about;
};
constexpr Age kAges[] = {{"-1h", "in the last hour"},     {"-24h", "in the last 24 hours"},
                         {"-7d", "in the last 7 days"},   {"-14d", "in the last 14 days"},
                         {"-30d", "in the last 30 days"}, {"+24h", "more than 24 hours ago"},
                         {"+7d", "more than 7 days ago"}, {"+30d", "more than 30 days ago"}};

/// The tag whose values a key has; empty: none.
std::string tag_of(const search::SearchConfig& config, std::string_view key) {
  const KeyInfo* info = config.find(key);
  if (info != nullptr && !info->means.empty()) key = info->means;
  if (info == nullptr) return std::string(key);
  if (info->rule == ValueRule::release) return "release";
  const search::EventColumn* const column = search::find_event_column(key);
  if (column == nullptr) return {};
  switch (column->field) {
    case EventField::tag:
      return std::string(column->tag);
    case EventField::release:
      return "release";
    case EventField::dist:
      return "dist";
    case EventField::environment:
      return "environment";
    case EventField::level:
      return "level";
    case EventField::user:
      // Without its kind a value would be looked for as such.
      return key == "user" ? "user" : "";
    case EventField::transaction:
      return "transaction";
    case EventField::id:
    case EventField::timestamp:
    case EventField::project:
    case EventField::project_slug:
    case EventField::issue:
    case EventField::short_id:
    case EventField::handled:
    case EventField::type:
    case EventField::platform:
    case EventField::title:
    case EventField::culprit:
    case EventField::message:
    case EventField::text:
    case EventField::user_email:
    case EventField::sdk_name:
    case EventField::sdk_version:
    case EventField::trace_id:
      return {};
  }
  return {};
}

class Suggestions {
 public:
  Suggestions(const Call& call, std::string_view text) : call_(call), text_(text) {}

  void add(std::string value, std::string_view kind, std::string about = {}) {
    if (holds(value, text_) || holds(about, text_))
      found_.push_back({std::move(value), kind, std::move(about)});
  }

  Answer<void> add_people(bool teams_too) {
    ports::OrganizationRepository& orgs = call_.meta().organizations();
    if (teams_too) {
      const auto teams = orgs.list_teams(call_.grant.org);
      if (!teams) return unexpected(failed(teams.error()));
      const std::size_t before = found_.size();
      for (const ports::Team& team : *teams) {
        if (found_.size() - before < kMaxSuggested) add("#" + team.slug, "team", team.name);
      }
    }
    ports::MemberQuery query;
    query.org = call_.grant.org;
    query.text = text_;
    query.invited = false;
    query.limit = kMaxSuggested;
    const auto members = orgs.list_members(query);
    if (!members) return unexpected(failed(members.error()));
    for (const ports::Member& member : *members)
      found_.push_back({member.email, "member", std::string()});
    return {};
  }

  void add_projects() {
    const std::size_t before = found_.size();
    for (const domain::ProjectConfig* const project : call_.grant.projects) {
      if (found_.size() - before < kMaxSuggested) add(project->slug, "project", project->name);
    }
  }

  /// The most frequent ones.
  Answer<void> add_tag(const std::string& tag) {
    auto filter = filter_of_range(call_);
    if (!filter) return unexpected(std::move(filter.error()));
    const auto values = call_.stores.events.tag_values(
        *filter, {tag, std::string(text_), ports::TagValueOrder::events, kMaxSuggested});
    if (!values) return unexpected(failed(values.error()));
    for (const ports::TagValue& value : *values) {
      const bool known = mark(value);
      if (!known)
        found_.push_back({value.value, "value", std::string(), value.events, value.last_seen});
    }
    return {};
  }

  std::vector<SuggestedValue> take() && { return std::move(found_); }

 private:
  /// A word, such as a level, gets its numbers.
  bool mark(const ports::TagValue& value) {
    for (SuggestedValue& one : found_) {
      if (one.value != value.value) continue;
      one.events = value.events;
      one.last_seen = value.last_seen;
      return true;
    }
    return false;
  }

  const Call& call_;
  std::string_view text_;
  std::vector<SuggestedValue> found_;
};

}  // namespace

Answer<std::vector<SuggestedValue>> suggest_values(const Call& call,
                                                   const search::SearchConfig& config,
                                                   std::string_view key, std::string_view text) {
  Suggestions suggestions(call, text);
  const auto words = search::value_completions(config, key);
  for (const std::string_view word : words) suggestions.add(std::string(word), "word");
  if (key == "is" && config.is_issue_search) return std::move(suggestions).take();
  const KeyInfo* const info = config.find(key);
  const ValueType type = info == nullptr ? ValueType::text : info->type;
  Answer<void> done;
  if (type == ValueType::actor) done = suggestions.add_people(info->rule == ValueRule::assignee);
  if (type == ValueType::date) {
    for (const Age& age : kAges)
      suggestions.add(std::string(age.value), "date", std::string(age.about));
  }
  if (key == "project") suggestions.add_projects();
  if (const std::string tag = tag_of(config, key); done && !tag.empty())
    done = suggestions.add_tag(tag);
  if (!done) return unexpected(std::move(done.error()));
  return std::move(suggestions).take();
}

}  // namespace picket::api
