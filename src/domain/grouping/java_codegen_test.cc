#include "domain/grouping/java_codegen.h"

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

TEST(JavaCodegen, FindsTheAccessorsOfReflection) {
  EXPECT_EQ(reflection_accessor("sun.reflect.GeneratedMethodAccessor123"),
            "sun.reflect.GeneratedMethodAccessor");
  EXPECT_EQ(reflection_accessor("jdk.internal.reflect.GeneratedMethodAccessor7"),
            "jdk.internal.reflect.GeneratedMethodAccessor");
  EXPECT_EQ(reflection_accessor("a.sun.reflect.GeneratedMethodAccessor7"), "");
}

TEST(JavaCodegen, CleansReflectionConstructors) {
  EXPECT_EQ(clean_java_module("sun.reflect.GeneratedConstructorAccessor12"),
            "sun.reflect.GeneratedConstructorAccessor<auto>");
  EXPECT_EQ(clean_java_module("sun.reflect.GeneratedSerializationConstructorAccessor5.x"),
            "sun.reflect.GeneratedSerializationConstructorAccessor<auto>.x");
  EXPECT_EQ(clean_java_module("sun.reflect.GeneratedConstructorAccessor"),
            "sun.reflect.GeneratedConstructorAccessor");
}

TEST(JavaCodegen, CleansCglib) {
  EXPECT_EQ(clean_java_module("a.B$$EnhancerBySpringCGLIB$$6d5b3c9e"),
            "a.B$$EnhancerBySpringCGLIB$$<auto>");
  EXPECT_EQ(clean_java_module("a.B$$FastClassBySpringCGLIB$$6D5b_2"),
            "a.B$$FastClassBySpringCGLIB$$<auto>");
  EXPECT_EQ(clean_java_module("a.B$$CGLIB$$6d5b"), "a.B$$CGLIB$$6d5b");  // No name before it.
  EXPECT_EQ(clean_java_module("a.B$$XCGLIB$$zz"), "a.B$$XCGLIB$$zz");
}

TEST(JavaCodegen, CleansJavassist) {
  EXPECT_EQ(clean_java_module("a.B_$$_javassist_seam_12"), "a.B_$$_javassist<auto>");
  EXPECT_EQ(clean_java_module("a.B$$_javassist_3.c"), "a.B$$_javassist<auto>.c");
  EXPECT_EQ(clean_java_module("a.B$$_javassist_x"), "a.B$$_javassist<auto>_x");
  EXPECT_EQ(clean_javassist("b$$_javassist_3.java"), "b$$_javassist<auto>.java");
  EXPECT_EQ(clean_javassist("b$fn__12"), "b$fn__12");
}

TEST(JavaCodegen, CleansClojure) {
  EXPECT_EQ(clean_java_module("ns.core$fn__5910$g__5905"), "ns.core$fn__<auto>$g__5905");
  EXPECT_EQ(clean_java_module("ns.core$fn__"), "ns.core$fn__");
}

TEST(JavaCodegen, CleansEnhancers) {
  EXPECT_EQ(clean_java_module("a.B$EnhancerByGuice$1f2e_3"), "a.B$EnhancerByGuice$<auto>");
  EXPECT_EQ(clean_java_module("a.B$$FastClassByGuice$$ab"), "a.B$$FastClassByGuice$$<auto>");
  EXPECT_EQ(clean_java_module("a.B$$EnhancerBy$$ab"), "a.B$$EnhancerBy$$ab");
}

TEST(JavaCodegen, CleansHibernate) {
  EXPECT_EQ(clean_java_module("a.B$HibernateProxy$oqWz3"), "a.B$HibernateProxy$<auto>");
  EXPECT_EQ(clean_java_module("a.B$$HibernateProxy$$x_1.c"), "a.B$$HibernateProxy$$<auto>.c");
  EXPECT_EQ(clean_java_module("a.B$HibernateProxy$"), "a.B$HibernateProxy$");
}

TEST(JavaCodegen, CleansEveryMarker) {
  EXPECT_EQ(clean_java_module("a$fn__1$b$fn__2$$_javassist_3"),
            "a$fn__<auto>$b$fn__<auto>$$_javassist<auto>");
  EXPECT_EQ(clean_java_module("com.shop.Main"), "com.shop.Main");
}

}  // namespace
}  // namespace picket::domain::grouping
