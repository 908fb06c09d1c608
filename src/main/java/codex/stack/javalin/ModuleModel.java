package codex.stack.javalin;

import codex.specification.Module;

/**
 * A module as a package.
 *
 * @param className what its routes without an entity are called after: {@code WishLists}
 */
record ModuleModel(Module module, String packageName, String className) {
    /** The class of the routes that belong to no entity. */
    String endpointsClass() {
        return className + "Endpoints";
    }
}
