// Lists of members: of an organization, of a team, of the teams of a project. Source: shared spec
// "api", section 5.2.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "roles/api/member_json.h"
#include "roles/api/offset_page.h"
#include "roles/api/search_tokens.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"email",     "id",        "user.id", "role",
                                      "isInvited", "ssoLinked", "has2fa",  "hasExternalUsers"};
constexpr std::string_view kExpansions[] = {"teams", "roles", "projects"};
/// Bytes; every member is compared with it.
constexpr std::size_t kMaxText = 200;

std::optional<std::int64_t> number_of(std::string_view text) {
  const auto number = ascii::parse_uint<std::uint32_t>(text);
  if (!number || *number == 0) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::optional<bool> truth_of(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

/// Adds one token; false when nobody can match it.
bool narrow(ports::MemberQuery& query, std::string_view key, std::string_view value) {
  if (key == "email") {
    query.email = value;
  } else if (key == "id" || key == "user.id") {
    const auto number = number_of(value);
    if (!number) return false;
    if (key == "id") query.id = domain::access::MemberId{*number};
    if (key == "user.id") query.user = UserId{*number};
  } else if (key == "role") {
    query.role = domain::access::parse_org_role(value);
    return query.role.has_value();
  } else if (key == "isInvited") {
    query.invited = truth_of(value);
    return query.invited.has_value();
  } else {
    return truth_of(value) == false;  // Nobody has a link to another system.
  }
  return true;
}

/// Nullopt: nobody matches.
Answer<std::optional<ports::MemberQuery>> read_query(const Call& call) {
  const SearchTokens wanted = parse_search_tokens(call.parameters.text_or("query", ""));
  if (wanted.text.size() > kMaxText) return unexpected(bad_request("The search text is too long."));
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.text = wanted.text;
  if (wanted.has_unknown(kKeys)) return std::optional<ports::MemberQuery>();
  for (const auto& [key, value] : wanted.keys) {
    if (!narrow(query, key, value)) return std::optional<ports::MemberQuery>();
  }
  return std::optional(std::move(query));
}

/// A page of members with what `write` adds to each.
template <class Write>
Answer<net::Response> page_of(const Call& call, const std::optional<ports::MemberQuery>& wanted,
                              Write write) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  std::vector<ports::Member> members;
  if (wanted) {
    ports::MemberQuery query = *wanted;
    query.offset = page->offset;
    query.limit = page->limit + 1;
    auto found = call.meta().organizations().list_members(query);
    if (!found) return unexpected(failed(found.error()));
    members = *std::move(found);
  }
  const bool has_next = members.size() > page->limit;
  members.resize(std::min(members.size(), page->limit));
  const auto shelf = MemberShelf::read(call, members);
  if (!shelf) return unexpected(shelf.error());
  json::array shown;
  for (const ports::Member& member : members) {
    json::object one = shelf->base(member);
    write(*shelf, member, one);
    shown.push_back(std::move(one));
  }
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

/// Slugs of the visible projects of the member's teams.
json::array projects_of(const Call& call, const MemberShelf& shelf, const ports::Member& member) {
  json::array slugs;
  for (const domain::ProjectConfig* const project : call.grant.projects) {
    const bool in_one = std::any_of(project->teams.begin(), project->teams.end(), [&](TeamId team) {
      return shelf.role_in(member, team).has_value();
    });
    if (in_one) slugs.emplace_back(project->slug);
  }
  return slugs;
}

}  // namespace

Answer<net::Response> list_members(Call& call) {
  const auto expand = read_words(call.parameters, "expand", kExpansions);
  if (!expand) return unexpected(expand.error());
  const auto query = read_query(call);
  if (!query) return unexpected(query.error());
  const auto wants = [&](std::string_view word) {
    return std::find(expand->begin(), expand->end(), word) != expand->end();
  };
  return page_of(call, *query,
                 [&](const MemberShelf& shelf, const ports::Member& member, json::object& shown) {
                   if (wants("teams")) shelf.add_teams(shown, member);
                   if (wants("projects")) shown["projects"] = projects_of(call, shelf, member);
                 });
}

Answer<net::Response> list_team_members(Call& call) {
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.teams = {call.grant.team};
  return page_of(call, query,
                 [&](const MemberShelf& shelf, const ports::Member& member, json::object& shown) {
                   const auto role = shelf.role_in(member, call.grant.team);
                   shown["teamRole"] =
                       role ? json::value(domain::access::to_string(*role)) : json::value(nullptr);
                   shown["teamSlug"] = shelf.slug_of(call.grant.team);
                 });
}

Answer<net::Response> list_project_members(Call& call) {
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.invited = false;
  query.teams = call.grant.projects.front()->teams;
  // No team, no members: an empty list would mean all.
  const auto wanted = query.teams.empty() ? std::optional<ports::MemberQuery>() : query;
  return page_of(call, wanted, [](const MemberShelf&, const ports::Member&, json::object&) {});
}

Answer<net::Response> show_member(Call& call) {
  const auto member = read_member(call);
  if (!member) return unexpected(member.error());
  auto shown = member_detail(call, *member);
  if (!shown) return unexpected(std::move(shown.error()));
  const auto tag = member_tag(call, *member);
  if (!tag) return unexpected(tag.error());
  net::Response response = json_response(*std::move(shown));
  set_tag(response, *tag);
  return response;
}

}  // namespace picket::api
