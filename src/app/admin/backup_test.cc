#include <filesystem>

#include "app/admin/installation_fixture.h"
#include "app/backup/backups.h"
#include "app/backup/fake_snapshots.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class BackupCommands : public InstallationTest {
 protected:
  BackupCommands() {
    std::filesystem::create_directory(dir_.file("data"));
    context.secret_key_file = dir_.file("data/secret.key");
    backups_.emplace(BackupParts{snapshots_, dir_.file("data"), context.secret_key_file,
                                 dir_.file("data/setup.json")});
    context.backups = &*backups_;
  }

  boost::json::object wait() {
    boost::json::object status = value_of("backup.status").get_object();
    while (status.at("state") == "running") status = value_of("backup.status").get_object();
    return status;
  }

  static std::string text_of(const boost::json::object& object, std::string_view key) {
    return std::string(object.at(key).get_string());
  }

  const testkit::TempDir dir_;
  FakeSnapshots snapshots_;
  std::optional<Backups> backups_;
};

TEST_F(BackupCommands, BeginAndTellHowFarItIs) {
  EXPECT_EQ(value_of("backup.status").at("state"), "none");
  value_of("backup.begin", {{"directory", dir_.file("backup")}});
  const boost::json::object status = wait();
  EXPECT_EQ(status.at("state"), "done");
  EXPECT_EQ(text_of(status, "directory"), dir_.file("backup"));
  EXPECT_EQ(status.at("files").to_number<int>(), 5);
  EXPECT_EQ(status.at("bytes").to_number<int>(), 3'100'015);
  EXPECT_EQ(status.at("taken"), "2025-11-24T16:00:00Z");
  EXPECT_EQ(text_of(status, "secret_key"), context.secret_key_file);
  EXPECT_TRUE(status.at("error").is_null());
}

TEST_F(BackupCommands, TellWhyItFailed) {
  value_of("backup.begin", {{"directory", dir_.file("data/x")}, {"with_secrets", true}});
  const boost::json::object status = wait();
  EXPECT_EQ(status.at("state"), "failed");
  EXPECT_NE(text_of(status, "error").find("inside of the data directory"), std::string::npos);
  value_of("backup.stop");
}

TEST_F(BackupCommands, NeedADirectoryAndFiles) {
  EXPECT_EQ(error_of("backup.begin").kind, ErrorKind::invalid_argument);
  context.backups = nullptr;
  for (const char* name : {"backup.status", "backup.stop"})
    EXPECT_EQ(error_of(name).code, "nothing_to_back_up") << name;
  EXPECT_EQ(error_of("backup.begin", {{"directory", "/x"}}).code, "nothing_to_back_up");
}

TEST_F(BackupCommands, HandOverIsForServers) {
  EXPECT_EQ(error_of("hand-over", {{"socket", "abc"}}).code, "nothing_to_hand_over");
  std::string asked;
  context.hand_over = [&asked](const std::string& socket) -> Result<void> {
    asked = socket;
    return {};
  };
  EXPECT_EQ(error_of("hand-over").kind, ErrorKind::invalid_argument);
  value_of("hand-over", {{"socket", "abc"}});
  EXPECT_EQ(asked, "abc");
}

}  // namespace
}  // namespace picket::app
