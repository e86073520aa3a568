#include "roles/api/search_reading.h"

#include <utility>

#include <fmt/format.h>

#include "domain/search/error.h"
#include "domain/search/parse.h"
#include "domain/search/print.h"
#include "domain/search/release_parts.h"
#include "ports/event_filter.h"
#include "ports/releases.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace search = domain::search;

/// 400 with what is wrong, and where in the query, in characters from 0.
Problem refused(std::string_view query, const search::SearchError& error) {
  Problem problem = bad_request(error.text);
  problem.body = {{"detail", error.text},
                  {"at", json::object{{"start", search::column_of(query, error.at.begin) - 1},
                                      {"end", search::column_of(query, error.at.end) - 1}}}};
  return problem;
}

/// Versions of all releases of the projects, read at most once.
class ReleaseNames {
 public:
  explicit ReleaseNames(const Call& call) : call_(call) {}

  Answer<std::vector<std::string>> passing(const search::ReleasePartTest& test,
                                           const search::Filter& filter) {
    if (auto read = read_all(); !read) return unexpected(std::move(read.error()));
    std::vector<std::string> found;
    for (const std::string& name : names_) {
      if (test.passes(name)) found.push_back(name);
    }
    if (found.size() > kMaxMeantReleases) {
      return unexpected(bad_request(fmt::format(
          "Filter '{}' means {} releases; at most {} can be searched. Ask for fewer.",
          search::quoted_in_error(search::print(filter)), found.size(), kMaxMeantReleases)));
    }
    return found;
  }

 private:
  Answer<void> read_all() {
    if (read_) return {};
    ports::ReleaseQuery query;
    query.org = call_.grant.org;
    query.projects = call_.grant.project_ids();
    query.limit = kStep;
    for (;;) {
      auto page = call_.meta().releases().list(query);
      if (!page) return unexpected(failed(page.error()));
      for (ports::Release& release : *page) names_.push_back(std::move(release.version));
      if (page->size() < query.limit) break;
      query.offset += query.limit;
      if (query.offset >= kMaxReadReleases) {
        return unexpected(bad_request(
            fmt::format("The projects have more than {} releases, too many to search by a part of "
                        "their names. Choose fewer projects.",
                        kMaxReadReleases)));
      }
    }
    read_ = true;
    return {};
  }

  static constexpr std::size_t kStep = 1000;

  const Call& call_;
  bool read_ = false;
  std::vector<std::string> names_;
};

Answer<void> replace_release_parts(search::Group& group, ReleaseNames& releases) {
  for (search::Expression& part : group.parts) {
    if (auto* const inner = std::get_if<search::Group>(&part.node)) {
      if (auto replaced = replace_release_parts(*inner, releases); !replaced) return replaced;
      continue;
    }
    const auto* const filter = std::get_if<search::Filter>(&part.node);
    if (filter == nullptr || !search::asks_for_release_part(*filter)) continue;
    const auto test = search::ReleasePartTest::of(*filter);
    if (!test) return unexpected(bad_request(test.error().text));
    const auto passing = releases.passing(*test, *filter);
    if (!passing) return unexpected(passing.error());
    part = test->on_releases(*passing);
  }
  return {};
}

}  // namespace

std::string_view trimmed_query(std::string_view query) noexcept {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = query.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return query.substr(begin, query.find_last_not_of(kBlanks) - begin + 1);
}

Answer<search::Plan> read_search(const Call& call, std::string_view query,
                                 const search::SearchConfig& config) {
  query = trimmed_query(query);
  auto parsed = search::parse_search(query, config, call.now);
  if (!parsed) return unexpected(refused(query, parsed.error()));
  ReleaseNames releases(call);
  if (auto replaced = replace_release_parts(parsed->root, releases); !replaced)
    return unexpected(std::move(replaced.error()));
  auto plan = search::plan_search(*parsed, config);
  if (!plan) return unexpected(refused(query, plan.error()));
  return *std::move(plan);
}

Answer<void> check_search(const search::EventGroup& conditions) {
  const auto checked = ports::check_conditions(conditions);
  if (checked) return {};
  return unexpected(
      bad_request(fmt::format("The search cannot be answered: {}.", checked.error().detail)));
}

}  // namespace picket::api
