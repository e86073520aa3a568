#include "roles/consumer/sightings.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

/// Writes down what it is told; the rest of a repository is not asked.
class Notebook final : public ports::ProjectRepository {
 public:
  std::vector<std::string> lines;
  bool broken = false;

  Result<void> saw_event(ProjectId project, Timestamp received) override {
    return write(project, "first " + std::to_string(to_unix_us(received)));
  }
  Result<void> saw_environment(ProjectId project, std::string_view name) override {
    return write(project, "environment " + std::string(name));
  }
  Result<void> saw_platform(ProjectId project, std::string_view platform) override {
    return write(project, "platform " + std::string(platform));
  }

  Result<ProjectId> create(const domain::ProjectConfig&, std::string_view, Timestamp) override {
    return none();
  }
  Result<std::vector<domain::ProjectConfig>> list() override { return none(); }
  Result<std::vector<ports::Project>> get(std::span<const ProjectId>) override { return none(); }
  Result<void> update(const ports::Project&) override { return none(); }
  Result<void> remove(ProjectId) override { return none(); }
  Result<std::optional<ProjectId>> renamed(OrgId, std::string_view) override { return none(); }
  Result<void> add_team(ProjectId, TeamId) override { return none(); }
  Result<void> remove_team(ProjectId, TeamId) override { return none(); }
  Result<void> set_bookmark(UserId, ProjectId, bool) override { return none(); }
  Result<std::vector<ProjectId>> bookmarks(UserId) override { return none(); }
  Result<std::int64_t> config_version() override { return none(); }
  Result<std::vector<ProjectId>> projects_in_deletion(std::size_t) override { return none(); }
  Result<std::int64_t> erase_issues(ProjectId, std::size_t) override { return none(); }
  Result<void> finish_deletion(ProjectId) override { return none(); }
  Result<KeyId> add_key(const ports::ClientKey&) override { return none(); }
  Result<std::vector<ports::ClientKey>> keys(std::span<const ProjectId>) override { return none(); }
  Result<void> update_key(const ports::ClientKey&) override { return none(); }
  Result<void> remove_key(KeyId) override { return none(); }
  Result<std::optional<domain::ownership::OwnershipSettings>> ownership(ProjectId) override {
    return none();
  }
  Result<void> put_ownership(const domain::ownership::OwnershipSettings&) override {
    return none();
  }
  Result<std::vector<domain::ownership::OwnershipSettings>> ownership_since(std::int64_t) override {
    return none();
  }
  Result<std::vector<ports::ProjectEnvironment>> environments(std::span<const ProjectId>) override {
    return none();
  }
  Result<std::vector<ports::ProjectPlatform>> platforms(std::span<const ProjectId>) override {
    return none();
  }
  Result<void> hide_environment(std::int64_t, bool) override { return none(); }

 private:
  static tl::unexpected<Error> none() {
    return unexpected(Error{ErrorKind::internal, "unasked", {}});
  }

  Result<void> write(ProjectId project, const std::string& what) {
    if (broken) return unexpected(Error{ErrorKind::unavailable, "broken", {}});
    lines.push_back(std::to_string(project.value) + " " + what);
    return {};
  }
};

domain::EventRow row(std::int64_t project, std::string environment, std::string platform,
                     std::int64_t received_us) {
  domain::EventRow made;
  made.project = ProjectId{project};
  made.environment = std::move(environment);
  made.platform = std::move(platform);
  made.received = from_unix_us(received_us);
  return made;
}

using Lines = std::vector<std::string>;

TEST(Sightings, AreNotedOnce) {
  Sightings sightings;
  Notebook book;
  ASSERT_TRUE(sightings.note({row(1, "prod", "python", 9), row(1, "prod", "python", 7)}, book));
  EXPECT_EQ(book.lines, (Lines{"1 first 7", "1 environment prod", "1 platform python"}));
  sightings.committed();
  book.lines.clear();
  ASSERT_TRUE(sightings.note({row(1, "prod", "python", 5), row(1, "", "go", 11)}, book));
  EXPECT_EQ(book.lines, (Lines{"1 platform go"}));
}

TEST(Sightings, AreNotedAgainUntilCommitted) {
  Sightings sightings;
  Notebook book;
  book.broken = true;
  EXPECT_FALSE(sightings.note({row(1, "prod", "python", 9)}, book));
  book.broken = false;
  ASSERT_TRUE(sightings.note({row(1, "prod", "python", 9)}, book));
  ASSERT_TRUE(sightings.note({row(1, "prod", "python", 9)}, book));  // No commit in between.
  EXPECT_EQ(book.lines.size(), 6U);
  sightings.committed();
  ASSERT_TRUE(sightings.note({row(1, "prod", "python", 9)}, book));
  EXPECT_EQ(book.lines.size(), 6U);
}

TEST(Sightings, DoNotMixProjects) {
  Sightings sightings;
  Notebook book;
  ASSERT_TRUE(sightings.note({row(1, "prod", "", 9)}, book));
  sightings.committed();
  book.lines.clear();
  ASSERT_TRUE(sightings.note({row(2, "prod", "", 9)}, book));
  EXPECT_EQ(book.lines, (Lines{"2 first 9", "2 environment prod"}));
}

TEST(Sightings, AreForgottenWhenThereAreTooMany) {
  Sightings sightings;
  Notebook book;
  for (std::size_t i = 0; i <= Sightings::kMaxKnown / 2; ++i) {
    ASSERT_TRUE(sightings.note({row(1, std::to_string(i), "", 9)}, book));
    sightings.committed();
  }
  ASSERT_TRUE(sightings.note({row(1, "last", "", 9)}, book));
  sightings.committed();
  book.lines.clear();
  ASSERT_TRUE(sightings.note({row(1, "0", "", 9)}, book));
  EXPECT_FALSE(book.lines.empty());
}

}  // namespace
}  // namespace picket::consumer
