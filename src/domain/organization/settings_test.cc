#include "domain/organization/settings.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

TEST(OrgSettings, DefaultsAreWrittenAsNothing) {
  EXPECT_EQ(to_json({}), "{}");
  EXPECT_EQ(parse_org_settings("{}"), OrgSettings());
}

TEST(OrgSettings, EverySettingComesBack) {
  OrgSettings all;
  all.open_membership = false;
  all.member_invite = false;
  all.member_project_creation = false;
  all.events_member_admin = false;
  all.alerts_member_write = false;
  all.default_role = access::OrgRole::manager;
  for (const Setting& option : organization_options()) {
    EXPECT_FALSE(find_flaw(option, boost::json::parse(option.initial))) << option.name;
    if (option.kind == SettingKind::flag) all.options.set(option, option.initial == "false");
  }
  all.options.set(*find_setting(organization_options(), "sensitiveFields"), {"pin"});
  EXPECT_EQ(parse_org_settings(to_json(all)), all);
  OrgSettings one;
  one.events_member_admin = false;
  EXPECT_EQ(to_json(one), R"({"eventsMemberAdmin":false})");
  EXPECT_EQ(parse_org_settings(to_json(one)), one);
}

TEST(OrgSettings, WhatIsNotUnderstoodLeavesTheDefault) {
  for (const char* text :
       {"", "null", "[]", "{",
        R"({"openMembership":0,"defaultRole":"root","later":true,"safeFields":1})"}) {
    EXPECT_EQ(parse_org_settings(text), OrgSettings()) << text;
  }
}

}  // namespace
}  // namespace picket::domain
