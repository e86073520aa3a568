#include "roles/relay/project_filters.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "domain/filter/config.h"
#include "domain/project/settings.h"

namespace picket::relay {
namespace {

domain::ProjectConfig project(std::int64_t id, bool localhost) {
  domain::ProjectConfig config;
  config.project = {id};
  config.settings.set(*domain::find_setting(domain::project_filters(), "filters:localhost"),
                      localhost);
  return config;
}

TEST(CompileFilters, ShareWhatIsEqual) {
  std::vector<domain::ProjectConfig> projects = {project(1, false), project(2, true),
                                                 project(3, false)};
  compile_filters(projects, {}, nullptr);
  EXPECT_EQ(projects[0].filters, projects[2].filters);
  EXPECT_NE(projects[0].filters, projects[1].filters);
  EXPECT_FALSE(projects[0].filters->localhost());
  EXPECT_TRUE(projects[1].filters->localhost());
}

TEST(CompileFilters, KeepThoseOfBefore) {
  std::vector<domain::ProjectConfig> first = {project(1, false), project(2, true)};
  compile_filters(first, {}, nullptr);
  const domain::ProjectSnapshot before(1, std::move(first));
  std::vector<domain::ProjectConfig> second = {project(1, true), project(2, true)};
  compile_filters(second, {}, &before);
  EXPECT_EQ(second[1].filters, before.find({2})->filters);
  EXPECT_EQ(second[0].filters, second[1].filters);
}

}  // namespace
}  // namespace picket::relay
