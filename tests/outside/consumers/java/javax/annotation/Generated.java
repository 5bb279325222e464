package javax.annotation;

/** What generated code is marked with: the JDK had this annotation up to version 8. */
public @interface Generated {
    String[] value();

    String date() default "";

    String comments() default "";
}
