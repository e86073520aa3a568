// What a draft of inbound filters would have dropped of the last day's events.
#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/filter/config.h"
#include "domain/filter/filter.h"
#include "domain/filter/from_settings.h"
#include "roles/api/body.h"
#include "roles/api/event_sample.h"
#include "roles/api/filter_fields.h"
#include "roles/api/json_text.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::UserAgent;
using domain::filter::FilterConfig;

constexpr std::size_t kExamples = 10;

/// What normalization read out of the event's header: the list of all browsers takes 66 MB and
/// belongs to the relay.
class BrowserOfEvent final : public domain::UserAgents {
 public:
  void set(const json::object& event) {
    auto agent = std::make_shared<UserAgent>();
    const json::value contexts = member_or_null(event, "contexts");
    const json::value browser =
        contexts.is_object() ? member_or_null(contexts.get_object(), "browser") : json::value();
    if (browser.is_object()) {
      agent->browser.family = text_at(browser.get_object(), "name");
      const std::string version = text_at(browser.get_object(), "version");
      const std::size_t dot = version.find('.');
      agent->browser.major = version.substr(0, dot);
      if (dot != std::string::npos)
        agent->browser.minor = version.substr(dot + 1, version.find('.', dot + 1) - dot - 1);
    }
    agent_ = std::move(agent);
  }

  std::shared_ptr<const UserAgent> read(std::string_view) override { return agent_; }

 private:
  static std::string text_at(const json::object& object, std::string_view name) {
    const json::value* const value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
  }

  std::shared_ptr<const UserAgent> agent_ = std::make_shared<UserAgent>();
};

/// Filters by name, beside the options that every change of a project may have.
void read_filters(Fields& fields, const json::object& body, domain::SettingValues& settings) {
  const json::value* const filters = body.if_contains("filters");
  if (filters == nullptr) return;
  if (!filters->is_object()) return fields.refuse("filters", "Expected an object.");
  for (const json::key_value_pair& sent : filters->get_object()) {
    const domain::Setting* const filter = find_filter(sent.key());
    if (filter == nullptr || !sent.value().is_object()) {
      fields.refuse("filters", "There is no filter \"" + std::string(sent.key()) + "\".");
      continue;
    }
    Fields of_filter(sent.value().get_object());
    const auto value = read_filter(of_filter, *filter);
    if (!of_filter.ok() || !value) {
      fields.refuse("filters", std::string(sent.key()) + ": expected active or subfilters.");
    } else {
      settings.set(*filter, *value);
    }
  }
}

class Verdicts {
 public:
  explicit Verdicts(const FilterConfig& draft) : draft_(draft) {}

  void judge(const LoadedEvent& event) {
    browser_.set(event.payload->event);
    const domain::filter::FilterInput input{event.payload->event, {}, {}, &browser_};
    const std::string reason(find_filter(input, draft_));
    if (reason.empty()) return;
    ++dropped_;
    ++by_reason_[reason];
    touch(event.row);
    if (examples_.size() < kExamples) examples_.push_back(example(event.row, reason));
  }

  json::object result(const Sample& sample) && {
    std::sort(issues_.begin(), issues_.end(), [](const Touched& a, const Touched& b) {
      return std::pair(-a.events, a.issue.value) < std::pair(-b.events, b.issue.value);
    });
    json::array issues;
    for (const Touched& one : std::span(issues_).first(std::min(issues_.size(), kExamples))) {
      issues.push_back(json::object{
          {"id", id_text(one.issue.value)}, {"title", one.title}, {"events", one.events}});
    }
    json::object by_reason;
    for (const auto& [reason, events] : by_reason_) by_reason[reason] = events;
    return {{"sample", sample_json(sample)},    {"dropped", dropped_},
            {"byReason", std::move(by_reason)}, {"issueCount", issues_.size()},
            {"issues", std::move(issues)},      {"examples", std::move(examples_)}};
  }

 private:
  /// An issue that would lose events.
  struct Touched {
    IssueId issue;
    std::string title;
    std::int64_t events = 0;
  };

  void touch(const domain::EventRow& row) {
    const auto [found, is_new] = place_.try_emplace(row.issue, issues_.size());
    if (is_new) issues_.push_back({row.issue, row.title});
    ++issues_[found->second].events;
  }

  static json::object example(const domain::EventRow& row, std::string_view reason) {
    return {{"eventID", row.event_id.to_hex()},
            {"groupID", id_text(row.issue.value)},
            {"title", row.title},
            {"dateCreated", date_text(row.timestamp)},
            {"reason", reason}};
  }

  const FilterConfig& draft_;
  BrowserOfEvent browser_;
  std::int64_t dropped_ = 0;
  std::map<std::string, std::int64_t> by_reason_;
  json::array examples_;
  std::vector<Touched> issues_;
  std::unordered_map<IssueId, std::size_t> place_;
};

}  // namespace

Answer<net::Response> preview_project_filters(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  ports::Project draft = read_project_draft(fields, *body, *project);
  read_filters(fields, *body, draft.settings);
  if (!fields.ok()) return unexpected(fields.problem());
  const FilterConfig config(domain::filter::settings_of(draft.settings),
                            domain::filter::global_filters({}));
  Verdicts verdicts(config);
  const auto sample = visit_recent_events(call, project->id, {},
                                          [&](const LoadedEvent& event) { verdicts.judge(event); });
  if (!sample) return unexpected(sample.error());
  return json_response(std::move(verdicts).result(*sample));
}

}  // namespace picket::api
