#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "app/config/load.h"
#include "app/config/option.h"

namespace picket::app {
namespace {

TEST(ConfigPage, HasASectionForEveryOption) {
  const std::string page = config_page();
  for (const Option& option : options()) {
    EXPECT_NE(page.find("\n## `" + std::string(option.key) + "`\n"), std::string::npos);
    EXPECT_NE(page.find("`" + environment_name(option) + "`"), std::string::npos);
  }
}

TEST(ConfigPage, IsWhatTheDocumentationShows) {
  std::ifstream file(PICKET_SOURCE_DIR "/docs/config.md");
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written, config_page()) << "renew it: picket config docs > docs/config.md";
}

}  // namespace
}  // namespace picket::app
