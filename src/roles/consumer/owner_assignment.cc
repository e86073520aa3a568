#include "roles/consumer/owner_assignment.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "domain/access/role.h"
#include "domain/issue/activity.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"

namespace picket::consumer {
namespace {

using domain::Assignee;
using domain::IssueOwner;
using domain::OwnerKind;
using domain::ownership::OwnerName;

/// Somebody found, as an activity names them.
struct Person {
  Assignee who;
  std::string name;
  std::string email;  ///< Empty: a team.
};

/// Owners of one project. Looks up each name when it is asked.
class Directory {
 public:
  Directory(ports::MetaTx& tx, const ports::Project& project)
      : orgs_(tx.organizations()), users_(tx.users()), project_(project) {}

  Result<std::optional<Person>> find(const OwnerName& owner) {
    return owner.kind == OwnerName::Kind::team ? find_team(owner.name) : find_user(owner.name);
  }

 private:
  bool has(TeamId team) const {
    return std::find(project_.teams.begin(), project_.teams.end(), team) != project_.teams.end();
  }

  Result<std::optional<Person>> find_team(const std::string& slug) {
    const auto teams = orgs_.list_teams(project_.org);
    if (!teams) return unexpected(teams.error());
    for (const ports::Team& team : *teams) {
      if (team.slug == slug && has(team.id))
        return std::optional(Person{{UserId{}, team.id}, team.slug, {}});
    }
    return std::optional<Person>();
  }

  Result<std::optional<Person>> find_user(const std::string& email) {
    ports::MemberQuery query;
    query.org = project_.org;
    query.email = email;
    query.invited = false;
    query.active = true;
    query.limit = 1;
    const auto members = orgs_.list_members(query);
    if (!members) return unexpected(members.error());
    if (members->empty() || !members->front().user) return std::optional<Person>();
    const ports::Member& member = members->front();
    const auto sees = sees_project(member);
    if (!sees) return unexpected(sees.error());
    if (!*sees) return std::optional<Person>();
    const auto user = users_.get_user(member.user);
    if (!user) return unexpected(user.error());
    if (!*user) return std::optional<Person>();
    return std::optional(Person{{member.user, TeamId{}}, (*user)->name, member.email});
  }

  Result<bool> sees_project(const ports::Member& member) {
    if (domain::access::is_global(member.role)) return true;
    const auto org = orgs_.get_org(project_.org);
    if (!org) return unexpected(org.error());
    if (*org && (*org)->settings.open_membership) return true;
    const auto places = orgs_.teams_of({&member.id, 1});
    if (!places) return unexpected(places.error());
    return std::any_of(places->begin(), places->end(),
                       [&](const ports::TeamMember& place) { return has(place.team); });
  }

  ports::OrganizationRepository& orgs_;
  ports::UserRepository& users_;
  const ports::Project& project_;
};

/// A story in which a person assigned it or took it away: theirs is the word.
Result<bool> decided_by_hand(ports::IssueRepository& issues, IssueId issue) {
  for (const std::string_view type : {domain::activity::kAssigned, domain::activity::kUnassigned}) {
    ports::ActivityQuery query;
    query.issue = issue;
    query.type = type;
    const auto story = issues.activities(query);
    if (!story) return unexpected(story.error());
    const auto by_hand = [](const domain::Activity& one) {
      return one.actor || one.data_json.find(R"("integration")") == std::string::npos;
    };
    if (std::any_of(story->begin(), story->end(), by_hand)) return true;
  }
  return false;
}

std::string told(const Person& to, const NamedOwner& owner) {
  boost::json::object data;
  data["assignee"] = std::to_string(to.who.user ? to.who.user.value : to.who.team.value);
  data["assigneeEmail"] = to.email.empty() ? boost::json::value() : boost::json::value(to.email);
  data["assigneeName"] = to.name;
  data["assigneeType"] = to.who.user ? "user" : "team";
  data["integration"] = owner.kind == OwnerKind::codeowners ? "codeowners" : "projectOwnership";
  data["rule"] = owner.rule;
  return boost::json::serialize(data);
}

/// Whoever gets an issue follows it, unless they said that they do not want to.
Result<void> let_follow(ports::IssueRepository& issues, IssueId issue, UserId user) {
  if (!user) return {};
  auto marks = issues.marks_of(user, {&issue, 1});
  if (!marks) return unexpected(marks.error());
  domain::IssueMark& mark = marks->front();
  if (mark.following != domain::Following::unset) return {};
  mark.following = domain::Following::on;
  mark.reason = domain::FollowReason::assigned;
  return issues.put_mark(mark);
}

Result<void> assign(ports::IssueRepository& issues, IssueId issue, const Person& to,
                    const NamedOwner& owner, Timestamp now) {
  if (auto done = issues.assign(issue, to.who); !done) return done;
  const auto activity = issues.add_activity(
      {0, issue, std::string(domain::activity::kAssigned), {}, now, told(to, owner)});
  if (!activity) return unexpected(activity.error());
  return let_follow(issues, issue, to.who.user);
}

Result<void> assign_first(ports::IssueRepository& issues, IssueId issue, Directory& directory,
                          const std::vector<NamedOwner>& assignees, Timestamp now) {
  if (assignees.empty()) return {};
  const auto read = issues.get(issue);
  if (!read) return unexpected(read.error());
  if (!*read || (*read)->assignee) return {};
  const auto by_hand = decided_by_hand(issues, issue);
  if (!by_hand) return unexpected(by_hand.error());
  if (*by_hand) return {};
  for (const NamedOwner& owner : assignees) {
    const auto person = directory.find(owner.name);
    if (!person) return unexpected(person.error());
    if (*person) return assign(issues, issue, **person, owner, now);
  }
  return {};
}

Result<void> assign_owners_of(const EventGroup& group, ports::MetaTx& tx, Timestamp now) {
  const IssueId issue = group.delta.issue;
  const auto evaluated = tx.issues().owners_evaluated(issue);
  if (!evaluated) return unexpected(evaluated.error());
  if (*evaluated && now - **evaluated < kOwnersStand && now >= **evaluated) return {};
  const auto projects = tx.projects().get({&group.project, 1});
  if (!projects) return unexpected(projects.error());
  if (projects->empty()) return {};
  Directory directory(tx, projects->front());
  std::vector<IssueOwner> owners;
  for (const NamedOwner& owner : group.owners->suggested) {
    if (owners.size() == domain::kMostOwners) break;
    const auto person = directory.find(owner.name);
    if (!person) return unexpected(person.error());
    if (*person) owners.push_back({issue, owner.kind, (*person)->who, owner.rule});
  }
  if (auto put = tx.issues().put_owners(issue, owners, now); !put) return put;
  return assign_first(tx.issues(), issue, directory, group.owners->assignees, now);
}

}  // namespace

Result<void> assign_owners(const WorkBatch& batch, ports::MetaTx& tx, Timestamp now) {
  for (const EventGroup& group : batch.groups) {
    if (!group.owners) continue;
    if (auto done = assign_owners_of(group, tx, now); !done) return done;
  }
  return {};
}

}  // namespace picket::consumer
