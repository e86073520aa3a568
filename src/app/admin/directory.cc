#include "app/admin/directory.h"

#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/unicode.h"
#include "base/utf8.h"

namespace picket::app {
namespace {

namespace json = boost::json;

/// More names in a sentence than these are no help.
constexpr std::size_t kNamesSaid = 10;
/// Of what was typed.
constexpr std::size_t kMostSaid = 100;
/// As many as there may be of anything.
constexpr std::size_t kAll = 20'000;

std::string_view said(std::string_view name) {
  return utf8_prefix(name, kMostSaid);
}

std::string text(const json::value& object, std::string_view key) {
  const json::value* const value = object.as_object().if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string list_names(const json::array& things, std::string_view key) {
  std::vector<std::string> names;
  for (const json::value& thing : things) {
    if (names.size() < kNamesSaid) names.push_back(text(thing, key));
  }
  const std::size_t more = things.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

Error not_there(std::string_view kind, std::string_view name, const json::array& things,
                std::string_view how_to_make) {
  const std::string instead =
      things.empty() ? fmt::format("there is none yet: make one with `{}`", how_to_make)
                     : fmt::format("there are: {}", list_names(things, "slug"));
  return {ErrorKind::not_found, "no_such_entity",
          fmt::format("there is no {} {}; {}", kind, said(name), instead)};
}

const json::value* find_named(const json::array& things, std::string_view name) {
  for (const json::value& thing : things) {
    const std::string id = text(thing, "id");
    if (id == name || text(thing, "slug") == name) return &thing;
  }
  return nullptr;
}

bool same_address(std::string_view one, std::string_view other) {
  std::string lower_one;
  std::string lower_other;
  unicode::append_lower(one, lower_one);
  unicode::append_lower(other, lower_other);
  return lower_one == lower_other;
}

Named named(const json::value& thing) {
  return {text(thing, "id"), text(thing, "slug")};
}

}  // namespace

Result<Named> Directory::org(const std::optional<std::string>& name) const {
  constexpr std::string_view kMake = "picket org create NAME --owner USER";
  const auto all = api_.ask({.route = "organizations", .limit = kAll});
  if (!all) return unexpected(all.error());
  const json::array& orgs = all->as_array();
  if (!name) {
    if (orgs.size() == 1) return named(orgs.front());
    const std::string sentence =
        orgs.empty() ? fmt::format("there is no organization yet: make one with `{}`", kMake)
                     : fmt::format("there are several organizations ({}): say which with --org",
                                   list_names(orgs, "slug"));
    return unexpected(Error{ErrorKind::conflict, "which_organization", sentence});
  }
  const json::value* const found = find_named(orgs, *name);
  if (found == nullptr) return unexpected(not_there("organization", *name, orgs, kMake));
  return named(*found);
}

Result<Named> Directory::team(const Named& org, const std::string& name) const {
  const auto all =
      api_.ask({.route = "organization_teams", .path = {{"org", org.id}}, .limit = kAll});
  if (!all) return unexpected(all.error());
  const json::value* const found = find_named(all->as_array(), name);
  if (found == nullptr) {
    return unexpected(not_there("team", name, all->as_array(),
                                fmt::format("picket team create SLUG --org {}", org.name)));
  }
  return named(*found);
}

Result<Named> Directory::project(const Named& org, const std::string& name) const {
  const auto all =
      api_.ask({.route = "organization_projects", .path = {{"org", org.id}}, .limit = kAll});
  if (!all) return unexpected(all.error());
  const json::value* const found = find_named(all->as_array(), name);
  if (found == nullptr) {
    return unexpected(
        not_there("project", name, all->as_array(),
                  fmt::format("picket project create NAME --team {}/TEAM", org.name)));
  }
  return named(*found);
}

Result<Named> Directory::member(const Named& org, const std::string& name) const {
  const bool by_id = name.find_first_not_of("0123456789") == std::string::npos;
  const std::string query = fmt::format("{}:{}", by_id ? "user.id" : "email", name);
  const auto found = api_.ask({.route = "organization_members",
                               .path = {{"org", org.id}},
                               .query = {{"query", query}},
                               .limit = kAll});
  if (!found) return unexpected(found.error());
  for (const json::value& member : found->as_array()) {
    const std::string email = text(member, "email");
    // What was typed may be several words of a query.
    if (by_id || same_address(email, name)) return Named{text(member, "id"), email};
  }
  return unexpected(Error{
      ErrorKind::not_found, "no_such_entity",
      fmt::format("{} is not in {}; `picket org member list {}` shows who is, and `picket org "
                  "member add {} USER` puts somebody in",
                  said(name), org.name, org.name, org.name)});
}

Result<Named> Directory::key(const Named& org, const Named& project,
                             const std::optional<std::string>& name) const {
  const auto all = api_.ask(
      {.route = "project_keys", .path = {{"org", org.id}, {"project", project.id}}, .limit = kAll});
  if (!all) return unexpected(all.error());
  std::vector<std::string> matching;
  for (const json::value& key : all->as_array()) {
    const std::string public_key = text(key, "public");
    if (name && *name == public_key) return Named{public_key, public_key};
    if (!name || *name == text(key, "name")) matching.push_back(public_key);
  }
  if (matching.size() == 1) return Named{matching.front(), matching.front()};
  if (matching.empty()) {
    return unexpected(
        Error{ErrorKind::not_found, "no_such_entity",
              name ? fmt::format("{} has no key {}; `picket key list {}/{}` shows those there are",
                                 project.name, said(*name), org.name, project.name)
                   : fmt::format("{} has no key: make one with `picket key create {}/{}`",
                                 project.name, org.name, project.name)});
  }
  return unexpected(Error{ErrorKind::conflict, "which_key",
                          fmt::format("several keys of {} fit: name one of {}", project.name,
                                      fmt::join(matching, ", "))});
}

Result<Named> Directory::user(const std::string& name) const {
  const auto user = api_.ask({.route = "operator_user", .path = {{"user", name}}});
  if (!user) return unexpected(user.error());
  return Named{text(*user, "id"), text(*user, "email")};
}

}  // namespace picket::app
