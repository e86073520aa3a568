#include "domain/project/config.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

TEST(ProjectSnapshot, FindsByKeyAndById) {
  ProjectConfig config;
  config.project.value = 7;
  config.keys.push_back({KeyId{1}, "aa", "Default", true});
  config.keys.push_back({KeyId{2}, "bb", "Old", false});
  const ProjectSnapshot snapshot(3, {config});

  EXPECT_EQ(snapshot.version(), 3);
  EXPECT_EQ(snapshot.find_key("bb").key->id.value, 2);
  EXPECT_EQ(snapshot.find_key("bb").project->project.value, 7);
  EXPECT_EQ(snapshot.find_key("cc").key, nullptr);
  EXPECT_EQ(snapshot.find(ProjectId{7})->keys.size(), 2U);
  EXPECT_EQ(snapshot.find(ProjectId{8}), nullptr);
}

}  // namespace
}  // namespace picket::domain
