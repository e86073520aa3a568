#include "domain/scrub/projects.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

ProjectConfig project_with(std::string_view settings, std::string_view organization = "{}") {
  ProjectConfig project;
  project.settings = SettingValues::parse(settings);
  project.org_options = std::make_shared<const SettingValues>(SettingValues::parse(organization));
  return project;
}

std::string after(const ProjectConfig& project, std::string_view event) {
  std::vector<ProjectConfig> projects{project};
  compile_scrubbing(projects, nullptr);
  boost::json::object document = parsed_object(event);
  scrub_event(document, *projects.front().scrubbing);
  document.erase("_meta");
  return written(document);
}

TEST(ScrubbingOf, IsOnByDefault) {
  EXPECT_EQ(scrubbing_of(ProjectConfig()), DataScrubbing());
}

TEST(ScrubbingOf, TakesWhatAProjectSays) {
  EXPECT_EQ(scrubbing_of(project_with(
                R"({"dataScrubber":false,"dataScrubberDefaults":false,"scrubIPAddresses":true,
                    "sensitiveFields":["a"],"safeFields":["b"]})")),
            (DataScrubbing{.scrub_data = false,
                           .scrub_defaults = false,
                           .scrub_ip_addresses = true,
                           .sensitive_fields = {"a"},
                           .safe_fields = {"b"}}));
}

TEST(ScrubbingOf, AnOrganizationCanOnlyAdd) {
  EXPECT_EQ(scrubbing_of(project_with(
                R"({"dataScrubber":false,"dataScrubberDefaults":false,"sensitiveFields":["a"],
                    "safeFields":["b"]})",
                R"({"dataScrubber":true,"dataScrubberDefaults":true,"scrubIPAddresses":true,
                    "sensitiveFields":["c"],"safeFields":["d"]})")),
            (DataScrubbing{.scrub_data = true,
                           .scrub_defaults = true,
                           .scrub_ip_addresses = true,
                           .sensitive_fields = {"c", "a"},
                           .safe_fields = {"d", "b"}}));
}

TEST(CompileScrubbing, TakesTheRulesOfBoth) {
  const ProjectConfig project =
      project_with(R"({"relayPiiConfig":"{\"applications\":{\"extra.**\":[\"@email\"]}}"})",
                   R"({"relayPiiConfig":"{\"applications\":{\"extra.**\":[\"@ip\"]}}"})");
  EXPECT_EQ(after(project, R"({"extra":{"a":"a@bc.de 10.0.0.1","password":"x"}})"),
            R"({"extra":{"a":"[email] [ip]","password":"[Filtered]"}})");
}

TEST(CompileScrubbing, IsSharedByEqualProjects) {
  std::vector<ProjectConfig> projects{project_with("{}"), project_with(R"({"resolveAge":7})"),
                                      project_with(R"({"safeFields":["a"]})")};
  compile_scrubbing(projects, nullptr);
  EXPECT_EQ(projects[0].scrubbing, projects[1].scrubbing);
  EXPECT_NE(projects[0].scrubbing, projects[2].scrubbing);

  std::vector<ProjectConfig> next{project_with(R"({"safeFields":["a"]})"),
                                  project_with(R"({"safeFields":["b"]})")};
  const ProjectSnapshot before(1, projects);
  compile_scrubbing(next, &before);
  EXPECT_EQ(next[0].scrubbing, projects[2].scrubbing);
  EXPECT_NE(next[1].scrubbing, projects[2].scrubbing);
}

TEST(DefaultScrubbing, IsOn) {
  EXPECT_FALSE(default_scrubbing().is_off());
}

}  // namespace
}  // namespace picket::domain::scrub
