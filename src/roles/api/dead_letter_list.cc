// Messages that the consumer set aside: why, never what is in them.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "ports/dead_letters.h"
#include "ports/projects.h"
#include "roles/api/instance_handlers.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using Slugs = std::map<ProjectId, std::string_view>;

/// Open ones unless all are asked for.
Answer<bool> read_open_only(const Parameters& parameters) {
  const std::string_view word = parameters.text_or("status", "open");
  if (word == "open") return true;
  if (word == "all") return false;
  return unexpected(unsupported_value("status", word));
}

json::object letter_json(const ports::DeadLetter& letter, const Slugs& slugs) {
  const auto slug = slugs.find(letter.project);
  return {{"id", id_text(letter.id)},
          {"topic", letter.from.topic},
          {"partition", letter.from.partition},
          {"offset", letter.offset},
          {"project", slug == slugs.end() ? json::value(nullptr) : json::value(slug->second)},
          {"reason", letter.reason},
          {"detail", letter.detail},
          {"dateCreated", date_text(letter.created)},
          {"dateReplayed", date_or_null(letter.replayed)}};
}

Answer<net::Response> list_letters(const Call& call, ports::DeadLetterQuery query,
                                   const Slugs& slugs) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto open_only = read_open_only(call.parameters);
  if (!open_only) return unexpected(open_only.error());
  query.open_only = *open_only;
  query.offset = page->offset;
  query.limit = page->limit + 1;
  auto letters = call.meta().dead_letters().find(query);
  if (!letters) return unexpected(failed(letters.error()));
  const bool has_next = letters->size() > page->limit;
  if (has_next) letters->pop_back();
  json::array shown;
  for (const ports::DeadLetter& letter : *letters) shown.push_back(letter_json(letter, slugs));
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

}  // namespace

Answer<net::Response> list_own_dead_letters(Call& call) {
  Slugs slugs;
  for (const domain::ProjectConfig* const project : call.grant.projects)
    slugs.emplace(project->project, project->slug);
  return list_letters(call, {.projects = call.grant.project_ids()}, slugs);
}

Answer<net::Response> list_all_dead_letters(Call& call) {
  const auto projects = call.meta().projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  Slugs slugs;
  for (const domain::ProjectConfig& project : *projects)
    slugs.emplace(project.project, project.slug);
  return list_letters(call, {}, slugs);
}

}  // namespace picket::api
