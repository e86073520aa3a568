#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "ports/users.h"
#include "protocol/json.h"
#include "roles/api/body.h"
#include "roles/api/discover_saved.h"
#include "roles/api/json_text.h"
#include "roles/api/saved_search_fields.h"

namespace picket::api {
namespace {

namespace json = boost::json;

struct Word {
  std::string_view name;
  std::span<const std::string_view> choices;
};

constexpr Word kWords[] = {{"queryDataset", kSavedDatasets}, {"display", kSavedDisplays}};

struct TextMember {
  std::string_view name;
  std::size_t most;
};
constexpr TextMember kTextMembers[] = {{"query", kMaxKeptQuery}, {"orderby", 500}, {"range", 20},
                                       {"interval", 20},         {"start", 50},    {"end", 50}};
constexpr TextMember kLists[] = {
    {"environment", 100}, {"fields", 20}, {"widths", 20}, {"yAxis", 20}};
constexpr std::int64_t kMaxTop = 10;
/// In the JSON that is kept: `projects` was [-1].
constexpr std::string_view kAllProjects = "allProjects";

void read_choices(Fields& fields, json::object& kept) {
  constexpr std::size_t kMaxWord = 50;
  for (const Word& word : kWords) {
    const auto given = fields.text(word.name, kMaxWord);
    if (!given) continue;
    if (std::find(word.choices.begin(), word.choices.end(), *given) == word.choices.end()) {
      fields.refuse(word.name, fmt::format("\"{}\" is not a valid choice.", *given));
    } else {
      kept[word.name] = *given;
    }
  }
}

void read_texts(const json::object& body, Fields& fields, json::object& kept) {
  for (const TextMember& member : kTextMembers) {
    if (const auto text = fields.text(member.name, member.most)) kept[member.name] = *text;
  }
  for (const std::string_view name : {"start", "end"}) {
    const json::value* const date = kept.if_contains(name);
    if (date != nullptr && !parse_rfc3339(date->get_string()))
      fields.refuse(name, "Not a valid ISO 8601 date.");
  }
  for (const TextMember& member : kLists) {
    // One axis may come as a text.
    const json::value* const given = body.if_contains(member.name);
    if (member.name == "yAxis" && given != nullptr && given->is_string()) {
      if (const auto text = fields.text(member.name, kMaxKeptQuery))
        kept[member.name] = json::array{*text};
    } else if (const auto list = fields.texts(member.name, member.most)) {
      kept[member.name] = json::array(list->begin(), list->end());
    }
  }
}

void read_projects(const Call& call, const json::object& body, Fields& fields,
                   ports::DiscoverQuery& query, json::object& kept) {
  const json::value* const given = body.if_contains("projects");
  query.projects.clear();
  if (given == nullptr || given->is_null()) return;
  const json::array* const list = given->if_array();
  if (list == nullptr) return fields.refuse("projects", "Expected a list of items.");
  if (list->size() > ports::DiscoverQueryRepository::kMaxProjects)
    return fields.refuse("projects", fmt::format("Ensure this field has no more than {} elements.",
                                                 ports::DiscoverQueryRepository::kMaxProjects));
  for (const json::value& item : *list) {
    boost::system::error_code failed;
    const auto number = item.to_number<std::int64_t>(failed);
    if (failed) return fields.refuse("projects", "A valid integer is required.");
    if (number == -1) {
      kept[kAllProjects] = true;
    } else if (call.grant.find(ProjectId{number}) == nullptr) {
      return fields.refuse("projects", fmt::format("Project {} is not yours to see.", number));
    } else {
      query.projects.push_back(ProjectId{number});
    }
  }
  if (kept.contains(kAllProjects)) query.projects.clear();
}

}  // namespace

ports::DiscoverQueryRepository& discover_queries_of(const Call& call) {
  return call.meta().users().discover_queries();
}

Answer<void> read_discover_body(const Call& call, ports::DiscoverQuery& query) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  json::object kept;
  if (query.homepage) {
    query.name = fields.text("name", kMaxSearchName).value_or("");
  } else {
    query.name = fields.required_text("name", kMaxSearchName);
  }
  read_choices(fields, kept);
  read_texts(*body, fields, kept);
  read_projects(call, *body, fields, query, kept);
  if (const auto top = fields.number("topEvents", 1, kMaxTop)) kept["topEvents"] = *top;
  fields.number("version", 1, 2);  // Both are read alike.
  if (!fields.ok()) return unexpected(fields.problem());
  query.query_json.clear();
  protocol::write_json(kept, query.query_json);
  query.updated = call.now;
  return {};
}

json::object discover_query_json(const ports::DiscoverQuery& query, json::value creator) {
  json::object kept;
  if (auto parsed = protocol::parse_json(query.query_json); parsed && parsed->is_object())
    kept = std::move(parsed->get_object());
  json::array projects;
  for (const ProjectId project : query.projects) projects.emplace_back(project.value);
  if (kept.contains(kAllProjects)) projects.emplace_back(-1);
  json::object shown{{"id", id_text(query.id)},
                     {"name", query.name},
                     {"projects", std::move(projects)},
                     {"version", 2},
                     {"queryDataset", kSavedDatasets[0]},
                     {"datasetSource", "user"},
                     {"expired", false},
                     {"dateCreated", date_text(query.created)},
                     {"dateUpdated", date_text(query.updated)},
                     {"createdBy", std::move(creator)}};
  kept.erase(kAllProjects);
  for (json::key_value_pair& member : kept) shown[member.key()] = std::move(member.value());
  return shown;
}

Problem not_kept(const Error& error) {
  if (error.code == "too_many_queries")
    return bad_request("There are as many saved queries as there may be; delete some first.");
  if (error.code == "bad_query") return bad_request("The query is too large to be saved.");
  return failed(error);
}

}  // namespace picket::api
